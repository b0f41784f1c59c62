package network.ian.tau.commit;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import network.ian.tau.client.TauException;

/** What to do after an error that calls for waiting, and what the last one was. */
final class Trouble {

    /** Between two looks at something that an operator has to mend. */
    static final Duration OPERATOR = Duration.ofMinutes(3);

    private static final Duration SOON = Duration.ofSeconds(5);
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration QUARTER = Duration.ofMinutes(15);

    private final Clock wall;
    private final Backoff backoff;
    private CommitStatus.LastError last;

    Trouble(Clock wall, Backoff backoff) {
        this.wall = wall;
        this.backoff = backoff;
    }

    /** The node was not reached, or cut off: what was asked may have been done. */
    Next unreachable(IOException error) {
        return soon(CommitState.RETRYING, "no answer from the Tau node: " + note(error));
    }

    /** The node's answer to a question was an error. */
    Next answered(TauException error) {
        return error.remedy() == TauException.Remedy.RETRY
                ? soon(CommitState.RETRYING, "the Tau node cannot now: " + note(error))
                : failed("the Tau node refuses: " + note(error));
    }

    /** A short wait that grows to a minute. */
    Next soon(CommitState state, String detail) {
        return new Next(state, detail, backoff.failed(SOON, MINUTE));
    }

    /** A wait of minutes, for what a repetition hardly mends. */
    Next failed(String detail) {
        return slow(CommitState.FAILED, detail);
    }

    /** A wait of minutes that grows to a quarter of an hour. */
    Next slow(CommitState state, String detail) {
        return new Next(state, detail, backoff.failed(MINUTE, QUARTER));
    }

    /** The node works. */
    void over() {
        backoff.reset();
    }

    /** Remembers an error; returns it in words. */
    String note(Throwable error) {
        String text = Words.of(error);
        last = new CommitStatus.LastError(wall.instant(), text);
        return text;
    }

    Optional<CommitStatus.LastError> last() {
        return Optional.ofNullable(last);
    }
}
