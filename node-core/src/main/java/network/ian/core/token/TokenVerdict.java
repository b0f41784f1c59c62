package network.ian.core.token;

/** What became of a token that was shown. */
public sealed interface TokenVerdict {

    /** It is good. */
    record Valid(ApiToken token) implements TokenVerdict {}

    /** It was good; only whoever has its secret is told so. */
    record Expired(ApiToken token) implements TokenVerdict {}

    /** No such token, a wrong secret, one that was revoked, or no token at all: which of these is nobody's business. */
    record Unknown() implements TokenVerdict {}
}
