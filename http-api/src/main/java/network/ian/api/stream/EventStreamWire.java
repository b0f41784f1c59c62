package network.ian.api.stream;

import java.io.EOFException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** A stream as Server-Sent Events in the answer to a request that does not end. */
final class EventStreamWire implements Wire {

    /** A comment, which keeps proxies from thinking that nothing comes. */
    private static final byte[] COMMENT = ":\n\n".getBytes(StandardCharsets.US_ASCII);

    private final StreamClient client;
    private final Request request;
    private final Response response;
    private final Callback callback;
    private final AtomicBoolean completed = new AtomicBoolean();

    EventStreamWire(StreamClient client, Request request, Response response, Callback callback) {
        this.client = client;
        this.request = request;
        this.response = response;
        this.callback = callback;
        request.addIdleTimeoutListener(timeout -> false);
        request.addFailureListener(this::failed);
    }

    @Override
    public Transport transport() {
        return Transport.EVENT_STREAM;
    }

    @Override
    public long send(Chunk chunk, boolean ping) {
        byte[] octets = chunk.isEmpty() ? COMMENT : chunk.eventStream();
        response.write(false, ByteBuffer.wrap(octets), Callback.from(client::sent, this::failed));
        return octets.length;
    }

    @Override
    public void end(Ending ending) {
        if (client.isSending()) {
            abort();
        } else if (completed.compareAndSet(false, true)) {
            response.write(true, null, Callback.from(this::ended, callback));
        }
    }

    @Override
    public void abort() {
        try {
            request.getConnectionMetaData().getConnection().getEndPoint().close();
        } finally {
            failed(new EOFException("the stream was ended"));
        }
    }

    private void ended() {
        client.gone();
    }

    private void failed(Throwable cause) {
        client.gone();
        if (completed.compareAndSet(false, true)) {
            callback.failed(cause);
        }
    }
}
