package network.ian.client.error;

import java.net.URI;
import network.ian.core.codec.MalformedException;

/** The node answered with something that is not what its API has: no JSON, a field missing, a hash that is none. */
public final class MalformedAnswerException extends NodeException {

    private static final long serialVersionUID = 1L;

    private final String field;

    /** @param cause names the field */
    public MalformedAnswerException(URI node, String what, MalformedException cause) {
        super(
                node,
                "gave no " + PlainText.escape(what, LONGEST_SAID) + ": "
                        + PlainText.escape(String.valueOf(cause.getMessage()), LONGEST_SAID),
                cause);
        this.field = cause.field();
    }

    /** Dotted path of the field at fault, as the node's document has it. */
    public String field() {
        return field;
    }
}
