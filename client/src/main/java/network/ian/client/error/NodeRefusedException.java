package network.ian.client.error;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/** The node answered that it will not, or cannot now. */
public final class NodeRefusedException extends NodeException {

    private static final long serialVersionUID = 1L;
    private static final int TOO_MANY_REQUESTS = 429;
    private static final int UNAVAILABLE = 503;

    private final int status;
    private final transient Optional<String> sentence;
    private final transient Optional<Duration> retryAfter;

    /**
     * A refusal.
     *
     * @param status HTTP status
     * @param sentence what the node says, as it came
     * @param retryAfter what the node says of when to ask again
     */
    public NodeRefusedException(URI node, int status, Optional<String> sentence, Optional<Duration> retryAfter) {
        super(
                node,
                "refused with status " + status
                        + sentence.map(said -> ": " + PlainText.escape(said, LONGEST_SAID))
                                .orElse(""),
                null);
        this.status = status;
        this.sentence = sentence;
        this.retryAfter = retryAfter;
    }

    /** HTTP status: 400 malformed, 401 key missing or wrong, 404 unknown, 409 another tree, 429 and 503 not now. */
    public int status() {
        return status;
    }

    /** What the node says, as it came: escape it before it is shown. */
    public Optional<String> sentence() {
        return sentence;
    }

    /** When the node wants to be asked again. */
    public Optional<Duration> retryAfter() {
        return retryAfter;
    }

    /** Whether the same request may succeed a little later (429, 503). */
    public boolean isBusy() {
        return status == TOO_MANY_REQUESTS || status == UNAVAILABLE;
    }
}
