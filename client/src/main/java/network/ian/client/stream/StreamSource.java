package network.ian.client.stream;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import network.ian.core.config.Secret;

/**
 * Where a stream is.
 *
 * @param node the API's address
 * @param path of the stream below it
 * @param key shown in the handshake
 */
public record StreamSource(HttpClient http, URI node, String path, Optional<Secret> key) {

    /** Opens a connection; completes with an {@link java.io.IOException}'s kin where that fails. */
    CompletableFuture<WebSocket> open(WebSocket.Listener listener, Duration handshake) {
        WebSocket.Builder builder = http.newWebSocketBuilder().connectTimeout(handshake);
        key.ifPresent(secret -> builder.header("Authorization", "Bearer " + secret.reveal()));
        return builder.buildAsync(address(), listener);
    }

    private URI address() {
        String scheme = "https".equalsIgnoreCase(node.getScheme()) ? "wss" : "ws";
        return URI.create(scheme + node.toString().substring(node.getScheme().length()) + path);
    }
}
