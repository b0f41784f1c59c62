package network.ian.api.http;

import jakarta.servlet.ServletResponse;
import java.nio.ByteBuffer;
import network.ian.api.access.ClientNetwork;
import org.eclipse.jetty.ee10.servlet.ServletContextResponse;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.Callback;

/**
 * Sends answers without a thread that waits for their reader: a servlet's own output blocks until the client has taken it, and a
 * client that reads slowly on each of its connections would soon hold all threads.
 */
final class DetachedAnswers extends Handler.Wrapper {

    private final SlowReaders slow;

    DetachedAnswers(Handler next, SlowReaders slow) {
        super(next);
        this.slow = slow;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        Detached detached = new Detached(request, response, callback, slow);
        return super.handle(request, detached, detached);
    }

    /**
     * Has an answer's body sent once its servlet is done, with its length.
     *
     * @param body whose octets nobody changes any more
     */
    static void send(ServletResponse response, Body body) {
        Detached detached = Response.as(ServletContextResponse.getServletContextResponse(response), Detached.class);
        detached.body = body;
    }

    /**
     * What is sent.
     *
     * @param client whom it is for, as limits tell clients apart
     * @param isShared whether the octets are kept anyway, so that waiting for a reader costs no memory
     */
    record Body(ByteBuffer octets, ClientNetwork client, boolean isShared) {

        private int heldBytes() {
            return isShared ? 0 : octets.remaining();
        }
    }

    /** A response whose end may come after that of the servlet; also what the servlet completes. */
    static final class Detached extends Response.Wrapper implements Callback, SlowReaders.Waiting {

        private final Callback callback;
        private final SlowReaders slow;
        private Body body;
        private ClientNetwork client;
        private int length;
        private int heldBytes;
        private long startedNanos;
        private boolean servletDone;
        private boolean sent = true;
        private boolean over;

        private Detached(Request request, Response response, Callback callback, SlowReaders slow) {
            super(request, response);
            this.callback = callback;
            this.slow = slow;
        }

        @Override
        public void write(boolean last, ByteBuffer content, Callback written) {
            if (body == null || !last || BufferUtil.hasContent(content)) {
                super.write(last, content, written);
                return;
            }
            ByteBuffer octets = body.octets();
            client = body.client();
            heldBytes = body.heldBytes();
            body = null;
            length = octets.remaining();
            // What it took to make the answer is not the reader's doing.
            startedNanos = slow.now();
            sent = false;
            getHeaders().put(HttpHeader.CONTENT_LENGTH, length);
            super.write(true, octets, Callback.from(this::onSent, this::failed));
            if (isUnderWay()) {
                slow.add(this);
            }
            written.succeeded();
        }

        @Override
        public ClientNetwork client() {
            return client;
        }

        @Override
        public int heldBytes() {
            return heldBytes;
        }

        @Override
        public int length() {
            return length;
        }

        @Override
        public long startedNanos() {
            return startedNanos;
        }

        @Override
        public synchronized boolean isUnderWay() {
            return !sent && !over;
        }

        @Override
        public void cut() {
            getRequest().getConnectionMetaData().getConnection().getEndPoint().close();
        }

        private void onSent() {
            synchronized (this) {
                sent = true;
            }
            slow.remove(this);
            completeIfDone();
        }

        @Override
        public void succeeded() {
            synchronized (this) {
                servletDone = true;
            }
            completeIfDone();
        }

        @Override
        public void failed(Throwable cause) {
            synchronized (this) {
                if (over) {
                    return;
                }
                over = true;
            }
            slow.remove(this);
            callback.failed(cause);
        }

        private void completeIfDone() {
            synchronized (this) {
                if (over || !sent || !servletDone) {
                    return;
                }
                over = true;
            }
            callback.succeeded();
        }
    }
}
