package network.ian.api.http;

import java.nio.ByteBuffer;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;

/** What Jetty answers by itself, when a request is too broken to reach a route: the same envelope, nothing else. */
final class ErrorPages extends ErrorHandler {

    private static final int NOT_FOUND = 404;
    private static final int SERVER_ERRORS = 500;

    private final AnswerWriter writer;

    ErrorPages(AnswerWriter writer) {
        this.writer = writer;
    }

    @Override
    public boolean errorPageForMethod(String method) {
        return true;
    }

    @Override
    protected void generateResponse(
            Request request, Response response, int code, String message, Throwable cause, Callback callback) {
        AnswerWriter.HEADERS.forEach(response.getHeaders()::put);
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, AnswerWriter.JSON);
        if (code != NOT_FOUND && code < SERVER_ERRORS) {
            // The server closes the connection after these, and a client must not send its next request into it.
            response.getHeaders().put(HttpHeader.CONNECTION, "close");
        }
        byte[] octets = page(code);
        response.getHeaders().put(HttpHeader.CONTENT_LENGTH, octets.length);
        response.write(true, ByteBuffer.wrap(octets), callback);
    }

    private byte[] page(int status) {
        return writer.bytes(Answer.refused(status, sentence(status)).body());
    }

    private static String sentence(int status) {
        return switch (status) {
            case 400 -> "request: not valid HTTP, or a path that is not allowed here";
            case 404 -> "there is nothing at this path";
            case 408 -> "request: took too long to arrive";
            case 413 -> "request: the body is too long";
            case 414 -> "request: the path and query are too long";
            case 431 -> "request: the headers are too long";
            case 501 -> "request: this method or transfer encoding is not known here";
            case 505 -> "request: only HTTP/1.0 and HTTP/1.1 are spoken here";
            default -> status < 500 ? "request: cannot be served" : "this node failed to answer; its log says why";
        };
    }
}
