package network.ian.api.http;

import java.util.stream.Stream;
import network.ian.core.crypto.Hash;

/**
 * An {@code ETag} (RFC 9110 section 8.8.3).
 *
 * @param text with its quotation marks
 */
public record EntityTag(String text) {

    private static final int DIGITS = 32;

    /** The tag of what has this hash. */
    public static EntityTag of(Hash hash) {
        return new EntityTag('"' + hash.hex().substring(0, DIGITS) + '"');
    }

    /** Whether an {@code If-None-Match} header names this tag; compared weakly, as RFC 9110 section 13.1.2 says. */
    public boolean isIn(String ifNoneMatch) {
        return Stream.of(ifNoneMatch.split(","))
                .map(String::strip)
                .anyMatch(one -> one.equals("*") || one.equals(text) || one.equals("W/" + text));
    }
}
