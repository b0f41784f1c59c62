package network.ian.core.crypto;

/** Outcome of checking one Ed25519 signature: valid, or the first thing found wrong. */
public enum SignatureCheck {
    VALID("valid"),
    BAD_LENGTH("signature is not 64 bytes long"),
    S_NOT_REDUCED("S is not below the group order"),
    BAD_R("R is not the canonical encoding of a point of prime order"),
    BAD_KEY("public key is not the canonical encoding of a point of prime order"),
    MISMATCH("signature does not belong to this key and message");

    private final String text;

    SignatureCheck(String text) {
        this.text = text;
    }

    public boolean isValid() {
        return this == VALID;
    }

    /** A sentence fragment that may be shown to the sender. */
    public String text() {
        return text;
    }
}
