package network.ian.simulation.attack;

import java.util.Locale;
import java.util.function.Function;

/** What an attacker does; in lower case the key in the report. */
@SuppressWarnings("ImmutableEnumChecker") // the functions capture nothing
public enum AttackerKind {
    /** Valid frames at a high rate: pings, requests, announcements, contributions that fall below the thresholds. */
    SPAM(stage -> new Spam(stage)),
    /** Passes contributions on under signatures that do not verify. */
    INVALID_SIGNATURE(stage -> new ForgedSignatures(stage)),
    /** Takes everything in and passes nothing on. */
    SILENT(stage -> new Silence()),
    /** Announces ids that do not exist. */
    FORGED_ANNOUNCEMENT(stage -> new FalseAnnouncements(stage)),
    /** Announces real contributions and never supplies one. */
    WITHHELD_BODY(stage -> new WithheldBodies(stage)),
    /** Surrounds one victim and keeps everything from it. */
    ECLIPSE(stage -> new Siege(stage)),
    /** One operator's many identities: connects to everybody, names only its own kind, passes nothing on. */
    SYBIL(stage -> new Siege(stage)),
    /** Reads 2 kB/s. */
    SLOW_READER(stage -> new SlowReading(stage)),
    /** Pushes old contributions again and again. */
    STALE_FLOOD(stage -> new StaleFlood(stage)),
    /** Behaves well for 20 s, badly for 5 s, and so on. */
    SCORE_FARMING(stage -> new ScoreFarming(stage)),
    /** Claims to hold what nobody holds. */
    FALSE_HEAD(stage -> new FalseHeads(stage));

    private final Function<Stage, Attack> attack;

    AttackerKind(Function<Stage, Attack> attack) {
        this.attack = attack;
    }

    Attack on(Stage stage) {
        return attack.apply(stage);
    }

    /** The key in the report. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
