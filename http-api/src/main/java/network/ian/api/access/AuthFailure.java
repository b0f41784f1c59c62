package network.ian.api.access;

import java.util.Locale;

/** Why a request was turned away at the door; the label {@code reason} of {@code ian_auth_failures_total}. */
public enum AuthFailure {
    /** It carries no credential where one is needed. */
    MISSING,
    /** Its credential is none that this node knows: a guess, a mistake, or one that was revoked. */
    UNKNOWN,
    /** Its token was good once. */
    EXPIRED,
    /** Its token is good, but not for this. */
    SCOPE,
    /** Its address has failed too often, and has to wait; the credential was not looked at. */
    THROTTLED;

    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether the operator's log tells of it. What lacks a credential is a client's mistake, not an attempt. */
    boolean isLogged() {
        return this != MISSING && this != THROTTLED;
    }
}
