package network.ian.client.stream;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import network.ian.client.error.NodeException;
import network.ian.client.error.NodeRefusedException;
import network.ian.client.error.NodeUnreachableException;
import network.ian.client.http.RetryAfter;
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

    /** What the failure of {@link #open} means. */
    NodeException named(Throwable failure) {
        Throwable cause = failure instanceof CompletionException wrapped ? wrapped.getCause() : failure;
        if (cause instanceof WebSocketHandshakeException refused) {
            return new NodeRefusedException(
                    node,
                    refused.getResponse().statusCode(),
                    Optional.empty(),
                    RetryAfter.read(refused.getResponse().headers()));
        }
        return new NodeUnreachableException(node, cause instanceof Exception known ? known : new IOException(cause));
    }

    private URI address() {
        String scheme = "https".equalsIgnoreCase(node.getScheme()) ? "wss" : "ws";
        return URI.create(scheme + node.toString().substring(node.getScheme().length()) + path);
    }
}
