package network.ian.tau.commit;

import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import network.ian.tau.commit.ChainReading.Standing;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Holds the outbox against the verified chain: what is confirmed, settled, gone again, or can be forgotten. */
final class Watch {

    /** Most entries; beyond it settled ones are forgotten early, and without those nothing new is signed. */
    static final int MOST_ENTRIES = 512;

    private static final Logger LOG = LoggerFactory.getLogger(Watch.class);
    private static final Duration KEPT = Duration.ofDays(1);

    private final Clock wall;
    private final CommitTelemetry telemetry;
    private final Set<Long> onChain = new HashSet<>();
    private final Set<Long> foreign = new HashSet<>();

    Watch(Clock wall, CommitTelemetry telemetry) {
        this.wall = wall;
        this.telemetry = telemetry;
    }

    /** Takes the chain's word into the outbox. */
    void look(Outbox outbox, ChainReading chain) throws OutboxException {
        OutboxContent before = outbox.content();
        OutboxContent after = forgetOld(standings(before, chain));
        if (!after.equals(before)) {
            outbox.save(after);
        }
        before.entries().forEach(entry -> tell(entry, chain.standing(entry)));
        onChain.removeIf(sequence -> sequence <= after.lastSequence());
        foreign.removeIf(sequence -> sequence <= after.lastSequence());
    }

    /** Whether nothing may be signed before something settles. */
    static boolean isFull(OutboxContent content) {
        return content.entries().size() >= MOST_ENTRIES;
    }

    private OutboxContent standings(OutboxContent before, ChainReading chain) {
        OutboxContent after = before;
        for (OutboxEntry entry : before.entries()) {
            Standing standing = chain.standing(entry);
            if (standing == Standing.FOREIGN_SETTLED) {
                after = after.lost(entry);
                continue;
            }
            OutboxEntry now = standing(entry, standing);
            if (!now.equals(entry)) {
                after = after.with(now);
            }
        }
        return after;
    }

    private OutboxEntry standing(OutboxEntry entry, Standing standing) {
        return switch (standing) {
            case CONFIRMED -> entry.standing(true, 0);
            case SETTLED -> entry.standing(true, entry.settledAtMs() == 0 ? wall.millis() : entry.settledAtMs());
            case ABSENT, FOREIGN, FOREIGN_SETTLED -> entry.standing(entry.confirmed(), 0);
        };
    }

    /** From the front only, so that what is kept has no gap. */
    private OutboxContent forgetOld(OutboxContent content) {
        OutboxContent kept = content;
        List<OutboxEntry> entries = content.entries();
        for (OutboxEntry entry : entries) {
            boolean old = wall.millis() - entry.settledAtMs() >= KEPT.toMillis();
            if (entry.settledAtMs() == 0 || (!old && !isFull(kept))) {
                break;
            }
            kept = kept.settled(entry);
        }
        return kept;
    }

    private void tell(OutboxEntry entry, Standing standing) {
        switch (standing) {
            case CONFIRMED, SETTLED -> confirmed(entry);
            case ABSENT -> absent(entry);
            case FOREIGN, FOREIGN_SETTLED -> foreign(entry);
        }
    }

    private void confirmed(OutboxEntry entry) {
        onChain.add(entry.sequence());
        if (!entry.confirmed()) {
            telemetry.committed();
            LOG.info(
                    "Anchored on Tau Net: transaction {} with sequence number {}, {} anchors, read back from the verified chain",
                    entry.hash().hex(),
                    entry.sequence(),
                    entry.commits().count());
        }
    }

    private void absent(OutboxEntry entry) {
        if (onChain.remove(entry.sequence())) {
            LOG.warn(
                    "Tau Net's chain was reorganised: anchor transaction {} with sequence number {} is not on it any more, "
                            + "and is delivered again",
                    entry.hash().hex(),
                    entry.sequence());
        }
    }

    private void foreign(OutboxEntry entry) {
        if (foreign.add(entry.sequence())) {
            telemetry.failed();
            LOG.error(
                    "The committer's key is used elsewhere: on Tau Net, sequence number {} carries something else than the "
                            + "anchors signed here; they are planned anew once that has settled",
                    entry.sequence());
        }
    }
}
