package network.ian.api.http;

/**
 * What wraps every answer under {@code /api/v1} (formats.md, "HTTP").
 *
 * @param data what was asked for; after an error, what may help, or null
 * @param error one sentence; null after a success
 * @param timestamp milliseconds since the epoch
 */
public record Envelope(boolean success, Object data, String error, long timestamp) {}
