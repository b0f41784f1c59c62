package network.ian.api.http;

/** Ends the handling of a request with an error answer. Its text is safe to show to the sender. */
public final class RefusedException extends RuntimeException {

    private static final long serialVersionUID = 1L;
    private static final int RETRY_SECONDS = 5;

    private final transient Answer answer;

    public RefusedException(Answer answer) {
        super(null, null, false, false);
        this.answer = answer;
    }

    public Answer answer() {
        return answer;
    }

    /** 400: a field of the request has a problem. */
    public static RefusedException malformed(String field, String problem) {
        return new RefusedException(Answer.refused(400, field + ": " + problem));
    }

    public static RefusedException notFound(String sentence) {
        return new RefusedException(Answer.refused(404, sentence));
    }

    /** 409: the log was reordered since the caller saw it. */
    public static RefusedException conflict(String sentence, Object current) {
        return new RefusedException(Answer.refused(409, sentence, current));
    }

    /** 503: this node cannot say now; worth trying again. */
    public static RefusedException unavailable(String sentence) {
        return new RefusedException(Answer.refused(503, sentence).retryAfter(RETRY_SECONDS));
    }
}
