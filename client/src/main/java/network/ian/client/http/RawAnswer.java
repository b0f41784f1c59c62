package network.ian.client.http;

import java.time.Duration;
import java.util.Optional;
import network.ian.core.codec.Bytes;

/**
 * An answer's status and bytes.
 *
 * @param retryAfter the header's seconds; empty where it is missing or a date
 */
public record RawAnswer(int status, Bytes body, Optional<Duration> retryAfter) {}
