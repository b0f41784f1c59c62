package network.ian.core.config;

import static network.ian.core.config.Setting.open;

import java.util.List;
import java.util.regex.Pattern;

/** The settings of {@code tau}: the anchor; {@link Settings#ALL} has them among the others. */
public final class TauSettings {

    public static final Setting<String> HOST =
            open("tau.host", "IAN_TAU_HOST", ValueType.host(), "", "Host of the Tau Net node.");
    public static final Setting<Integer> PORT =
            open("tau.port", "IAN_TAU_PORT", ValueType.integer(1, 65535), "", "Port of the Tau Net node.");
    public static final Setting<Secret> KEY = new Setting<>(
            "tau.key",
            "IAN_TAU_KEY",
            ValueType.text("64 lower-case hex digits", Pattern.compile("[0-9a-f]{64}"))
                    .map(Secret::new),
            "",
            Setting.Secrecy.PRIVATE_KEY,
            "Committer's BLS key, which makes this node anchor its goals; none: it only watches. Its file must be closed"
                    + " to other users (mode 0600).");
    public static final Setting<Integer> COMMIT_INTERVAL = open(
            "tau.commit_interval_s",
            "IAN_TAU_COMMIT_INTERVAL_S",
            ValueType.integer(1, 86_400),
            "300",
            "Seconds after which what is new in the logs is anchored.");
    public static final Setting<Integer> COMMIT_CONTRIBUTIONS = open(
            "tau.commit_contributions",
            "IAN_TAU_COMMIT_CONTRIBUTIONS",
            ValueType.integer(1, 1_000_000_000),
            "100",
            "New contributions of one goal that are anchored without waiting for that.");
    public static final Setting<Long> MAX_FEE = open(
            "tau.max_fee",
            "IAN_TAU_MAX_FEE",
            ValueType.longInteger(1, Long.MAX_VALUE),
            "100",
            "Most that one transaction may cost, in the chain's unit.");
    public static final Setting<Integer> POLL = open(
            "tau.poll_s",
            "IAN_TAU_POLL_S",
            ValueType.integer(1, 3_600),
            "5",
            "Seconds between two looks at the Tau Net node's chain.");
    public static final Setting<Boolean> PRODUCTION = open(
            "tau.production",
            "IAN_TAU_PRODUCTION",
            ValueType.bool(),
            "false",
            "Whether a Tau Net node that says `env=test` is refused.");

    static final List<Setting<?>> ALL =
            List.of(HOST, PORT, KEY, COMMIT_INTERVAL, COMMIT_CONTRIBUTIONS, MAX_FEE, POLL, PRODUCTION);

    private TauSettings() {}
}
