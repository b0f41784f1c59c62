package network.ian.client.stream;

import java.io.IOException;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletionException;
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
    private boolean answered;
    private int quietTicks;
    private int silentTicks;

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
            answered = false;
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
        return sign(from, false);
    }

    @Override
    public CompletionStage<?> onPong(WebSocket from, ByteBuffer message) {
        return sign(from, true);
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

    /**
     * Takes care that an end is noticed. java.net.http loses the end of a connection that comes right behind a message, as nothing asks for more at
     * that moment (JDK 17 to 25: an InternalError in its transport); only writing shows it then. So whatever was read is followed by a ping, and
     * that by another, until a pong shows that the connection is there. On the owner's thread.
     *
     * @return false if there was no sign of life for two heartbeats
     */
    boolean tick() {
        silentTicks = heard ? 0 : silentTicks + 1;
        quietTicks++;
        heard = false;
        if (!answered || quietTicks >= Pace.TICKS) {
            quietTicks = 0;
            answered = false;
            ping();
        }
        return silentTicks < 2 * Pace.TICKS;
    }

    /** Whether the newest that came is the pong to a ping. */
    boolean isAlive() {
        return answered;
    }

    private void ping() {
        var unused = socket.sendPing(NOTHING.duplicate()).whenComplete((sent, failure) -> {
            Throwable cause = failure instanceof CompletionException wrapped ? wrapped.getCause() : failure;
            if (cause instanceof IOException broken) {
                post(() -> owner.onEnd(this, broken));
            }
        });
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

    private CompletionStage<?> sign(WebSocket from, boolean isPong) {
        post(() -> {
            heard = true;
            answered = isPong;
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
