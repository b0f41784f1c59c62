package network.ian.core.verify;

import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import network.ian.core.codec.Bytes;
import network.ian.core.codec.MalformedException;
import network.ian.core.contribution.PackCodec;
import network.ian.core.evaluation.Evaluation;
import network.ian.core.evaluation.EvaluationResult;
import network.ian.core.goal.GoalSpec;
import network.ian.core.journal.JournalDamagedException;
import network.ian.core.journal.JournalReader;
import network.ian.core.journal.Problem;
import network.ian.core.journal.StoredEntry;

/** Evaluates stored bodies once more and compares the metrics bit by bit. Thread-safe. */
final class BodyCheck {

    private final GoalSpec spec;
    private final Evaluation evaluation;
    private final JournalReader reader;

    BodyCheck(GoalSpec spec, Evaluation evaluation, JournalReader reader) {
        this.spec = spec;
        this.evaluation = evaluation;
        this.reader = reader;
    }

    /** What is wrong with the entry's body or its verdict; nothing is known of a dropped body. */
    Optional<Problem> problem(StoredEntry entry) {
        try {
            return reader.body(entry).flatMap(body -> judged(entry, body)).map(what -> problem(entry, what));
        } catch (JournalDamagedException e) {
            return Optional.of(e.problem());
        } catch (IOException e) {
            return Optional.of(problem(entry, "cannot be read: " + e.getMessage()));
        }
    }

    private Problem problem(StoredEntry entry, String what) {
        return reader.bodyProblem(entry, "body of contribution " + entry.id() + ": " + what);
    }

    private Optional<String> judged(StoredEntry entry, Bytes body) {
        if (body.size() > spec.limits().maxPackBytes()) {
            return Optional.of(
                    body.size() + " bytes, the goal's limit is " + spec.limits().maxPackBytes());
        }
        try {
            return compared(entry, evaluation.evaluate(PackCodec.decode(body), () -> false));
        } catch (MalformedException e) {
            return Optional.of(e.getMessage());
        } catch (OutOfMemoryError | StackOverflowError e) {
            return Optional.of("could not be evaluated here: " + e);
        }
    }

    private static Optional<String> compared(StoredEntry entry, EvaluationResult result) {
        if (result instanceof EvaluationResult.Failed failed) {
            return Optional.of("evaluates to " + failed.reason() + ": " + failed.detail());
        }
        if (!(result instanceof EvaluationResult.Measured measured)) {
            return Optional.of("could not be evaluated here");
        }
        boolean same =
                Arrays.equals(measured.metrics().encode(), entry.metrics().encode());
        return same
                ? Optional.empty()
                : Optional.of("evaluates to " + measured.metrics() + ", the journal says " + entry.metrics());
    }
}
