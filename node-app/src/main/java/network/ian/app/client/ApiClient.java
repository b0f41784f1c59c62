package network.ian.app.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import javax.net.ssl.SSLContext;
import network.ian.app.cli.CommandFailure;
import network.ian.client.IanClient;
import network.ian.client.IanClientBuilder;
import network.ian.client.error.NodeException;
import network.ian.client.error.NodeRefusedException;
import network.ian.client.http.NodeAnswer;
import network.ian.client.http.RawAnswer;
import network.ian.core.config.Secret;

/** The client as commands use it: what goes wrong ends the command, with the exit code for it. Thread-safe. */
public final class ApiClient {

    private final IanClient node;

    /** @param node address without a path's closing slash, e.g. {@code http://127.0.0.1:8000} */
    public ApiClient(URI node, Optional<Secret> key) {
        this(node, key, Optional.empty());
    }

    /** @param tls for https; empty: what Java trusts */
    ApiClient(URI node, Optional<Secret> key, Optional<SSLContext> tls) {
        IanClientBuilder builder = IanClient.to(node.toString());
        key.ifPresent(builder::key);
        tls.ifPresent(builder::tls);
        this.node = builder.build();
    }

    public URI node() {
        return node.node();
    }

    /** The client itself, which throws {@link NodeException}s; a command that lets them pass ends as {@link CommandFailure#of} says. */
    public IanClient typed() {
        return node;
    }

    /**
     * The data at a path.
     *
     * @throws CommandFailure if the node does not answer, or not with 200
     */
    public JsonNode get(String path) {
        return require(ask(path));
    }

    /**
     * The answer of a path, whatever its status.
     *
     * @throws CommandFailure if the node does not answer
     */
    public NodeAnswer ask(String path) {
        return ask(typed -> typed.ask(path));
    }

    /**
     * The answer to a JSON document, whatever its status.
     *
     * @throws CommandFailure if the node does not answer
     */
    public NodeAnswer post(String path, byte[] json) {
        return ask(typed -> typed.post(path, json));
    }

    /**
     * What a path answers, as it stands; see {@link IanClient#raw}.
     *
     * @throws IOException if there is no answer, or a longer one
     */
    public RawAnswer raw(String method, String path, Duration patience, int mostBytes) throws IOException {
        return node.raw(method, path, patience, mostBytes);
    }

    /**
     * The answer's data.
     *
     * @throws CommandFailure unless the status is 200
     */
    public JsonNode require(NodeAnswer answer) {
        if (answer.ok()) {
            return answer.data();
        }
        throw CommandFailure.of(new NodeRefusedException(node(), answer.status(), answer.error(), answer.retryAfter()));
    }

    /**
     * Whatever the client is asked for.
     *
     * @throws CommandFailure if it throws a {@link NodeException}
     */
    public <T> T ask(Function<IanClient, T> question) {
        try {
            return question.apply(node);
        } catch (NodeException e) {
            throw CommandFailure.of(e);
        }
    }
}
