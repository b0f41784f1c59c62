package network.ian.client.http;

import java.net.http.HttpHeaders;
import java.time.Duration;
import java.util.Optional;

/** The header {@code Retry-After} (RFC 9110 section 10.2.3). */
public final class RetryAfter {

    private static final String SECONDS = "[0-9]{1,9}";

    private RetryAfter() {}

    /** The time it names in seconds; empty where it is missing, or a date. */
    public static Optional<Duration> read(HttpHeaders headers) {
        return headers.firstValue("Retry-After")
                .map(String::strip)
                .filter(text -> text.matches(SECONDS))
                .map(text -> Duration.ofSeconds(Long.parseLong(text)));
    }
}
