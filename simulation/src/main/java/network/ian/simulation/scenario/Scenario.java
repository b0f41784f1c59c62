package network.ian.simulation.scenario;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import network.ian.simulation.attack.AttackerKind;

/** The scenarios by name. */
@SuppressWarnings("ImmutableEnumChecker") // a record of primitives and an unmodifiable list
public enum Scenario {
    /** Nobody means harm and nothing breaks. */
    CALM(Troubles.NONE, 0, List.of()),
    /** Three nodes in ten crash and come back, some twice; connections break. */
    CHURN(new Troubles(0.001, 2, true, false, false), 0, List.of()),
    /** The network falls into two parts for 30% of the posting. */
    PARTITION(new Troubles(0, 0, false, true, false), 0, List.of()),
    /** Floods. */
    SPAM(
            Troubles.NONE,
            30,
            List.of(
                    AttackerKind.SPAM,
                    AttackerKind.INVALID_SIGNATURE,
                    AttackerKind.FORGED_ANNOUNCEMENT,
                    AttackerKind.STALE_FLOOD)),
    /** Peers that keep things back. */
    SILENT(
            Troubles.NONE,
            30,
            List.of(
                    AttackerKind.SILENT,
                    AttackerKind.WITHHELD_BODY,
                    AttackerKind.SLOW_READER,
                    AttackerKind.FALSE_HEAD)),
    /** A few operators with many identities. */
    SYBIL(Troubles.NONE, 30, List.of(AttackerKind.SYBIL)),
    /** Ten identities round each victim. */
    ECLIPSE(Troubles.NONE, 30, List.of(AttackerKind.ECLIPSE)),
    /** Clocks that are wrong by up to two minutes, and are set right. */
    SKEW(new Troubles(0, 0, false, false, true), 0, List.of()),
    /** Goals come to running nodes one by one, while nodes crash, connections break and the network falls apart. */
    GOALS(new Troubles(0.005, 2, true, true, false), 0, List.of(), 4),
    /** All kinds of attackers, lost segments, broken connections and a partition. */
    MIXED(new Troubles(0.005, 1, false, true, false), 30, List.of(AttackerKind.values()));

    private final Troubles troubles;
    private final int attackerPercent;
    private final List<AttackerKind> kinds;
    private final int lateGoals;

    /**
     * What breaks.
     *
     * @param segmentLoss chance that a TCP segment is lost, 0 to 1
     * @param resetsPerLinkHour connections that break, for each connection and hour
     * @param crashes whether nodes crash and come back
     * @param partition whether the network falls apart and heals
     * @param wrongClocks whether clocks are wrong
     */
    public record Troubles(
            double segmentLoss, double resetsPerLinkHour, boolean crashes, boolean partition, boolean wrongClocks) {
        static final Troubles NONE = new Troubles(0, 0, false, false, false);
    }

    Scenario(Troubles troubles, int attackerPercent, List<AttackerKind> kinds) {
        this(troubles, attackerPercent, kinds, 0);
    }

    Scenario(Troubles troubles, int attackerPercent, List<AttackerKind> kinds, int lateGoals) {
        this.troubles = troubles;
        this.attackerPercent = attackerPercent;
        this.kinds = kinds;
        this.lateGoals = lateGoals;
    }

    public Troubles troubles() {
        return troubles;
    }

    /** Of all nodes, 0 to 100. */
    int attackerPercent() {
        return attackerPercent;
    }

    /** In equal shares. */
    List<AttackerKind> kinds() {
        return kinds;
    }

    /** Goals that are added to running nodes. */
    public int lateGoals() {
        return lateGoals;
    }

    /** The name on the command line. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The scenario of that name; empty if there is none. */
    public static Optional<Scenario> named(String label) {
        return Arrays.stream(values())
                .filter(scenario -> scenario.label().equals(label))
                .findFirst();
    }
}
