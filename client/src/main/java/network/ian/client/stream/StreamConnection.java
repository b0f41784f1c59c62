package network.ian.client.stream;

import java.io.IOException;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/**
 * One connection of a stream. Hands what comes to its owner's thread, and asks for the next frame only when the one before was dealt with, so that at
 * most one waits here and the rest waits in the node.
 */
final class StreamConnection implements WebSocket.Listener {

    /** The longest message, in characters. */
    static final int LONGEST_MESSAGE = 1 << 20;

    private static final ByteBuffer NOTHING = ByteBuffer.wrap(new byte[0]).asReadOnlyBuffer();

    /** What a connection tells its owner, on the owner's thread. */
    interface Owner {

        void onOpen(StreamConnection from);

        /** A whole message. */
        void onMessage(StreamConnection from, String text);

        /** Something that no node sends. */
        void onNonsense(StreamConnection from, String what);

        /** It is over. */
        void onEnd(StreamConnection from, Exception why);
    }

    private final Owner owner;
    private final Executor thread;
    private final StringBuilder partial = new StringBuilder();
    private volatile WebSocket socket;
    private boolean heard = true;
    private int silentBeats;

    /** @param thread the owner's */
    StreamConnection(Owner owner, Executor thread) {
        this.owner = owner;
        this.thread = thread;
    }

    @Override
    public void onOpen(WebSocket opened) {
        socket = opened;
        post(() -> {
            owner.onOpen(this);
            opened.request(1);
        });
    }

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
        String text = data.toString();
        post(() -> {
            heard = true;
            add(text, last);
            from.request(1);
        });
        return null;
    }

    @Override
    public CompletionStage<?> onBinary(WebSocket from, ByteBuffer data, boolean last) {
        post(() -> owner.onNonsense(this, "a binary message"));
        return null;
    }

    @Override
    public CompletionStage<?> onPing(WebSocket from, ByteBuffer message) {
        return sign(from);
    }

    @Override
    public CompletionStage<?> onPong(WebSocket from, ByteBuffer message) {
        return sign(from);
    }

    @Override
    public CompletionStage<?> onClose(WebSocket from, int code, String reason) {
        post(() -> owner.onEnd(
                this,
                new IOException("it closed the stream with code " + code + (reason.isEmpty() ? "" : ": " + reason))));
        return null;
    }

    @Override
    public void onError(WebSocket from, Throwable cause) {
        post(() -> owner.onEnd(this, cause instanceof Exception known ? known : new IOException(cause)));
    }

    /** Sends the one message that a connection begins with. */
    void send(String text) {
        var unused = socket.sendText(text, true);
    }

    /** Asks for a sign of life; false if there was none for two beats. On the owner's thread. */
    boolean beat() {
        silentBeats = heard ? 0 : silentBeats + 1;
        heard = false;
        var unused = socket.sendPing(NOTHING.duplicate());
        return silentBeats < 2;
    }

    /** Ends it, with a word where that can still be said. */
    void close() {
        WebSocket open = socket;
        if (open != null) {
            var unused = open.sendClose(WebSocket.NORMAL_CLOSURE, "").whenComplete((sent, failure) -> open.abort());
        }
    }

    /** Ends it at once. */
    void abort() {
        WebSocket open = socket;
        if (open != null) {
            open.abort();
        }
    }

    private CompletionStage<?> sign(WebSocket from) {
        post(() -> {
            heard = true;
            from.request(1);
        });
        return null;
    }

    private void add(String text, boolean last) {
        if (partial.length() + text.length() > LONGEST_MESSAGE) {
            owner.onNonsense(this, "a message of more than " + LONGEST_MESSAGE + " characters");
            return;
        }
        partial.append(text);
        if (last) {
            String whole = partial.toString();
            partial.setLength(0);
            owner.onMessage(this, whole);
        }
    }

    private void post(Runnable task) {
        try {
            thread.execute(task);
        } catch (RejectedExecutionException ended) {
            abort();
        }
    }
}
