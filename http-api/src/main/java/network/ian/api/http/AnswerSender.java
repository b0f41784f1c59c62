package network.ian.api.http;

import java.nio.ByteBuffer;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Sends answers where Jetty's own handlers serve, below the routes. Never waits. */
public final class AnswerSender {

    private final AnswerWriter writer;

    public AnswerSender(AnswerWriter writer) {
        this.writer = writer;
    }

    /** Sends an answer and completes the request. */
    public void send(Answer answer, Response response, Callback callback) {
        byte[] octets = writer.bytes(answer.body());
        AnswerWriter.ownHeaders(answer).forEach(response.getHeaders()::put);
        response.setStatus(answer.status());
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, AnswerWriter.contentType(answer.body()));
        response.getHeaders().put(HttpHeader.CONTENT_LENGTH, octets.length);
        response.write(true, ByteBuffer.wrap(octets), callback);
    }
}
