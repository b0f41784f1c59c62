package network.ian.core.token;

/**
 * A token with its secret, which exists nowhere else.
 *
 * @param text to be shown once
 */
public record NewToken(ApiToken token, TokenText text) {}
