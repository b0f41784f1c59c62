package network.ian.core.config;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/** A text that no log, error or dump may show: {@link #toString} hides it. */
public final class Secret {

    private static final String HIDDEN = "<redacted>";

    private final String text;

    public Secret(String text) {
        this.text = text;
    }

    /** The text itself, for the one place that needs it. */
    public String reveal() {
        return text;
    }

    /** Whether {@code candidate} is the secret, in a time that does not depend on where they differ. */
    public boolean matches(String candidate) {
        return MessageDigest.isEqual(octets(text), octets(candidate));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Secret that && matches(that.text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    @Override
    public String toString() {
        return HIDDEN;
    }

    private static byte[] octets(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
