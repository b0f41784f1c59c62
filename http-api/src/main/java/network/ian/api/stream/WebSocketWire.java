package network.ian.api.stream;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Predicate;
import network.ian.core.runtime.MonotonicClock;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.websocket.core.CloseStatus;
import org.eclipse.jetty.websocket.core.CoreSession;
import org.eclipse.jetty.websocket.core.Frame;
import org.eclipse.jetty.websocket.core.FrameHandler;
import org.eclipse.jetty.websocket.core.OpCode;

/**
 * A stream over WebSocket (RFC 6455). Reads the next frame only when what the last one asked for is written, so nobody can
 * make answers pile up.
 */
final class WebSocketWire implements FrameHandler, Wire {

    /** Octets of the header of a frame that a server sends. */
    private static final int FRAME_HEADER = 4;

    private final StreamClient client;
    private final Predicate<String> isGoal;
    private final Runnable onOpen;
    private final Runnable leave;
    private final FrameRate rate;
    private final ByteArrayOutputStream message = new ByteArrayOutputStream(256);
    private volatile CoreSession session;

    /**
     * @param onOpen is called once the handshake is done
     * @param leave gives the client's place back
     */
    WebSocketWire(StreamClient client, Predicate<String> isGoal, MonotonicClock ticker, OnOpen onOpen, Runnable leave) {
        this.client = client;
        this.leave = leave;
        this.rate = new FrameRate(ticker);
        this.isGoal = isGoal;
        this.onOpen = () -> onOpen.joined(this);
    }

    /** Takes a wire that can be written to. */
    @FunctionalInterface
    interface OnOpen {
        void joined(WebSocketWire wire);
    }

    @Override
    public void onOpen(CoreSession opened, Callback callback) {
        session = opened;
        callback.succeeded();
        onOpen.run();
        opened.demand();
    }

    @Override
    public void onFrame(Frame frame, Callback callback) {
        client.heard();
        if (!rate.take()) {
            client.fault(Ending.FLOOD);
        }
        if (client.fault().isPresent()) {
            // Its end is under way; until then it is not read.
            callback.succeeded();
            return;
        }
        switch (frame.getOpCode()) {
            case OpCode.TEXT, OpCode.CONTINUATION -> text(frame, callback);
            case OpCode.PING -> pong(frame, callback);
            case OpCode.BINARY -> {
                callback.succeeded();
                session.close(CloseStatus.BAD_DATA, "only text messages are taken", Callback.NOOP);
            }
            case OpCode.CLOSE -> callback.succeeded();
            default -> {
                callback.succeeded();
                session.demand();
            }
        }
    }

    @Override
    public void onError(Throwable cause, Callback callback) {
        callback.succeeded();
    }

    @Override
    public void onClosed(CloseStatus status, Callback callback) {
        client.gone();
        leave.run();
        callback.succeeded();
    }

    @Override
    public Transport transport() {
        return Transport.WEBSOCKET;
    }

    @Override
    public long send(Chunk chunk, boolean ping) {
        Callback done = Callback.from(client::sent, failure -> abort());
        List<Message> messages = chunk.messages();
        int last = messages.size() - 1;
        for (int i = 0; i <= last; i++) {
            boolean ends = i == last && !ping;
            Frame frame = new Frame(OpCode.TEXT, ByteBuffer.wrap(messages.get(i).json()));
            session.sendFrame(frame, ends ? done : Callback.NOOP, !ends);
        }
        if (ping) {
            session.sendFrame(new Frame(OpCode.PING), done, false);
        }
        return chunk.bytes() + (long) FRAME_HEADER * messages.size();
    }

    @Override
    public void end(Ending ending) {
        session.close(ending.code(), ending.words(), Callback.NOOP);
    }

    @Override
    public void abort() {
        client.gone();
        session.abort();
    }

    private void text(Frame frame, Callback callback) {
        if (message.size() + frame.getPayloadLength() > Order.MAX_BYTES) {
            callback.succeeded();
            String words = "a message has at most " + Order.MAX_BYTES + " bytes";
            session.close(CloseStatus.MESSAGE_TOO_LARGE, words, Callback.NOOP);
            return;
        }
        message.writeBytes(BufferUtil.toArray(frame.getPayload()));
        callback.succeeded();
        if (frame.isFin()) {
            byte[] utf8 = message.toByteArray();
            message.reset();
            if (!order(utf8)) {
                session.close(CloseStatus.BAD_PAYLOAD, "text messages are UTF-8", Callback.NOOP);
                return;
            }
        }
        session.demand();
    }

    private boolean order(byte[] utf8) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(utf8))
                    .toString();
            client.order(Order.parse(text, isGoal));
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }

    private void pong(Frame frame, Callback callback) {
        ByteBuffer payload = BufferUtil.copy(frame.getPayload());
        callback.succeeded();
        Callback next = Callback.from(session::demand, failure -> abort());
        session.sendFrame(new Frame(OpCode.PONG, payload), next, false);
    }
}
