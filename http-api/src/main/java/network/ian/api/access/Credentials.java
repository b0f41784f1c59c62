package network.ian.api.access;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import network.ian.core.token.TokenText;

/** The keys and tokens that a request carries, at most one in each of the two headers. */
public final class Credentials {

    private static final String BEARER = "bearer ";

    private final List<String> texts;

    private Credentials(List<String> texts) {
        this.texts = texts;
    }

    /**
     * Reads the headers.
     *
     * @param authorization {@code Authorization}, of which only the Bearer scheme (RFC 6750) counts
     * @param apiKey {@code X-API-Key}
     */
    public static Credentials of(Optional<String> authorization, Optional<String> apiKey) {
        Optional<String> bearer = authorization
                .filter(text -> text.toLowerCase(Locale.ROOT).startsWith(BEARER))
                .map(text -> text.substring(BEARER.length()));
        return new Credentials(Stream.of(bearer, apiKey)
                .flatMap(Optional::stream)
                .map(String::strip)
                .filter(text -> !text.isEmpty())
                .toList());
    }

    boolean isEmpty() {
        return texts.isEmpty();
    }

    List<String> texts() {
        return texts;
    }

    /** The id of the first that looks like a token; safe to log. */
    Optional<String> tokenId() {
        return texts.stream()
                .flatMap(text -> TokenText.parse(text).stream())
                .map(TokenText::id)
                .findFirst();
    }

    /** Hides them. */
    @Override
    public String toString() {
        return "Credentials[" + texts.size() + "]";
    }
}
