package network.ian.api.http;

import jakarta.servlet.ServletResponse;
import java.nio.ByteBuffer;
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
     * @param octets that nobody changes any more
     */
    static void send(ServletResponse response, byte[] octets) {
        Detached detached = Response.as(ServletContextResponse.getServletContextResponse(response), Detached.class);
        detached.body = octets;
    }

    /** A response whose end may come after that of the servlet; also what the servlet completes. */
    static final class Detached extends Response.Wrapper implements Callback, SlowReaders.Waiting {

        private final Callback callback;
        private final SlowReaders slow;
        private final long startedNanos;
        private byte[] body;
        private int length;
        private boolean servletDone;
        private boolean sent = true;
        private boolean over;

        private Detached(Request request, Response response, Callback callback, SlowReaders slow) {
            super(request, response);
            this.callback = callback;
            this.slow = slow;
            this.startedNanos = slow.now();
        }

        @Override
        public void write(boolean last, ByteBuffer content, Callback written) {
            if (body == null || !last || BufferUtil.hasContent(content)) {
                super.write(last, content, written);
                return;
            }
            byte[] octets = body;
            body = null;
            length = octets.length;
            sent = false;
            getHeaders().put(HttpHeader.CONTENT_LENGTH, length);
            super.write(true, ByteBuffer.wrap(octets), Callback.from(this::onSent, this::failed));
            if (isUnderWay()) {
                slow.add(this);
            }
            written.succeeded();
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
