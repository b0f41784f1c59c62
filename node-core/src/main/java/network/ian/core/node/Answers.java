package network.ian.core.node;

import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import network.ian.core.contribution.HeaderCodec;
import network.ian.core.goal.GoalSpec;
import network.ian.core.ingest.Outcome;
import network.ian.core.journal.StoredEntry;
import network.ian.core.verdict.Reason;
import network.ian.core.verdict.Verdict;

/** The answers that a goal's writer gives. */
final class Answers {

    private Answers() {}

    static Outcome accepted(Outcome outcome, OptionalInt logIndex) {
        return new Outcome(
                outcome.verdict(),
                outcome.contributionId(),
                outcome.packHash(),
                outcome.sponsored(),
                outcome.metrics(),
                outcome.score(),
                logIndex);
    }

    static Outcome undecided(Outcome outcome, String detail) {
        return Outcome.unevaluated(
                new Verdict.Undecided(Reason.OVERLOADED, detail),
                outcome.contributionId(),
                outcome.packHash(),
                outcome.sponsored());
    }

    /** For whoever sent the same while it was decided. */
    static Outcome again(Outcome outcome) {
        return outcome.accepted()
                ? new Outcome(
                        new Verdict.Ignore(Reason.DUPLICATE, "already in the log"),
                        outcome.contributionId(),
                        outcome.packHash(),
                        outcome.sponsored(),
                        outcome.metrics(),
                        outcome.score(),
                        outcome.logIndex())
                : outcome;
    }

    /** Names the entry that is in the set already. */
    static Outcome duplicate(GoalSpec spec, StoredEntry entry, OptionalInt logIndex) {
        return new Outcome(
                new Verdict.Ignore(Reason.DUPLICATE, "already in the log"),
                entry.id(),
                entry.packHash(),
                HeaderCodec.decode(entry.header()).sponsored(),
                Optional.of(entry.metrics()),
                OptionalDouble.of(spec.ranking().score(entry.metrics())),
                logIndex);
    }
}
