package network.ian.tau.devnode;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import network.ian.core.runtime.MonotonicClock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One connection: a line in, a line out, in order, until the client goes. */
final class Conversation {

    /** Longest command, in bytes. */
    static final int MAX_COMMAND = 4 << 20;

    private static final Logger LOG = LoggerFactory.getLogger(Conversation.class);
    private static final byte[] LINE_END = {'\r', '\n'};

    private final Socket socket;
    private final Commands commands;
    private final Mischief mischief;
    private final RateLimits limits;
    private final CountDownLatch closed;
    private boolean silent;

    /** @param closed ends a delay when the node closes */
    Conversation(Socket socket, Commands commands, Mischief mischief, MonotonicClock clock, CountDownLatch closed) {
        this.socket = socket;
        this.commands = commands;
        this.mischief = mischief;
        this.limits = new RateLimits(clock);
        this.closed = closed;
    }

    /** Closes a connection without a word. */
    static void drop(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            LOG.atDebug().setCause(e).log("A connection could not be closed");
        }
    }

    /** Serves the client to the end; its going away in whatever manner is the end. */
    void run() {
        try (socket;
                BufferedInputStream in = new BufferedInputStream(socket.getInputStream());
                OutputStream out = new BufferedOutputStream(socket.getOutputStream())) {
            socket.setTcpNoDelay(true);
            serve(new LineReader(in, MAX_COMMAND), out);
        } catch (IOException e) {
            LOG.atDebug().addKeyValue("reason", e.getMessage()).log("A client of the Tau stand-in has gone");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void serve(LineReader lines, OutputStream out) throws IOException, InterruptedException {
        try {
            for (Optional<byte[]> line = lines.next(); line.isPresent(); line = lines.next()) {
                silent |= mischief.stalls();
                if (!silent && !answer(line.get(), out)) {
                    return;
                }
            }
        } catch (LineReader.TooLongException e) {
            send(Reply.error("", Refusal.of("PARSE_ERROR", "Command too long.")), out);
        }
    }

    private boolean answer(byte[] line, OutputStream out) throws IOException, InterruptedException {
        String text;
        try {
            text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(line))
                    .toString()
                    .strip();
        } catch (CharacterCodingException e) {
            return send(Reply.error("", Refusal.of("INVALID_PARAMS", "Invalid UTF-8.")), out);
        }
        if (text.isEmpty()) {
            return true;
        }
        if (!limits.take(Commands.verb(text)) && !mischief.isUnlimited()) {
            return send(Reply.error("rate_limit", Refusal.of("RATE_LIMITED", "Too many commands.")), out);
        }
        return send(carryOut(text), out);
    }

    private Reply carryOut(String command) {
        try {
            return commands.answer(command);
        } catch (RuntimeException e) {
            LOG.atError().setCause(e).log("A command broke the Tau stand-in");
            return Reply.error(Commands.verb(command), Refusal.of("INTERNAL_ERROR", "An unexpected error occurred."));
        }
    }

    /** Whether the connection goes on. */
    private boolean send(Reply reply, OutputStream out) throws IOException, InterruptedException {
        boolean ending = closed.await(mischief.delay().toMillis(), TimeUnit.MILLISECONDS);
        Optional<Double> cut = mischief.cut();
        if (ending || cut.isPresent()) {
            out.write(beginning(reply, cut.orElse(0.0)));
            out.flush();
            return false;
        }
        reply.writeTo(out);
        out.write(LINE_END);
        out.flush();
        return true;
    }

    private static byte[] beginning(Reply reply, double share) throws IOException {
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        reply.writeTo(whole);
        return Arrays.copyOf(whole.toByteArray(), (int) (share * whole.size()));
    }
}
