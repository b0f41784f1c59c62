package network.ian.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.util.function.Function;
import network.ian.client.answer.Fields;
import network.ian.client.error.MalformedAnswerException;
import network.ian.client.error.NodeRefusedException;
import network.ian.client.error.NodeUnreachableException;
import network.ian.client.http.NodeAnswer;
import network.ian.client.http.NodeHttp;
import network.ian.core.codec.MalformedException;

/** Asks a node, and says in the client's own exceptions what went wrong. Thread-safe. */
final class NodeApi {

    private final NodeHttp http;
    private final NodeHttp.Bounds bounds;

    NodeApi(NodeHttp http, NodeHttp.Bounds bounds) {
        this.http = http;
        this.bounds = bounds;
    }

    URI node() {
        return http.node();
    }

    NodeHttp http() {
        return http;
    }

    /** The answer of a path, whatever its status. */
    NodeAnswer ask(String path) {
        try {
            return NodeAnswer.read(http.get(path, bounds));
        } catch (IOException e) {
            throw new NodeUnreachableException(node(), e);
        }
    }

    /** The answer to a JSON document, whatever its status. */
    NodeAnswer post(String path, byte[] json) {
        try {
            return NodeAnswer.read(http.post(path, json, bounds));
        } catch (IOException e) {
            throw new NodeUnreachableException(node(), e);
        }
    }

    /** The data of an answer of status 200. */
    JsonNode require(NodeAnswer answer) {
        if (answer.ok()) {
            return answer.data();
        }
        throw new NodeRefusedException(node(), answer.status(), answer.error(), answer.retryAfter());
    }

    /** What a path answers, as a value. */
    <T> T read(String path, String what, Function<Fields, T> read) {
        return read(ask(path), what, read);
    }

    /** An answer as a value. */
    <T> T read(NodeAnswer answer, String what, Function<Fields, T> read) {
        return value(require(answer), what, read);
    }

    /** A document as a value. */
    <T> T value(JsonNode data, String what, Function<Fields, T> read) {
        try {
            return read.apply(Fields.of(what, data));
        } catch (MalformedException e) {
            throw new MalformedAnswerException(node(), what, e);
        }
    }
}
