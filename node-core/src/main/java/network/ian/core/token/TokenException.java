package network.ian.core.token;

/** An order about tokens that cannot be carried out; nothing was changed. The message is for the operator. */
public final class TokenException extends Exception {

    private static final long serialVersionUID = 1L;

    TokenException(String message) {
        super(message);
    }
}
