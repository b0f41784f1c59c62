package network.ian.core.codec;

/** Outside bytes that are not what the format asks for. Names the field; the text is safe to show to the sender. */
public final class MalformedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String field;

    public MalformedException(String field, String problem) {
        // Names of unknown and double fields are the sender's own, and the message ends up on terminals.
        super(PrintableText.shown(field + ": " + problem));
        this.field = field;
    }

    /** The offending field as a dotted path, e.g. {@code agent_pack.parameters}. */
    public String field() {
        return field;
    }
}
