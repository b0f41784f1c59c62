package network.ian.app.cli;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** A print stream that remembers why it could not print, which {@link PrintStream} forgets. UTF-8; flushes each line. */
public final class ConsoleStream extends PrintStream {

    private static final String BROKEN_PIPE = "Broken pipe";

    private final Remembering target;

    public ConsoleStream(OutputStream target) {
        this(new Remembering(target));
    }

    private ConsoleStream(Remembering target) {
        super(target, true, StandardCharsets.UTF_8);
        this.target = target;
    }

    /** Why the first write failed that did; flushes first. */
    public Optional<IOException> failure() {
        flush();
        return Optional.ofNullable(target.failure);
    }

    /** Whether it failed because whoever read it has left, as {@code head} does when it has enough. */
    public boolean readerLeft() {
        return failure()
                .map(IOException::getMessage)
                .filter(BROKEN_PIPE::equals)
                .isPresent();
    }

    private static final class Remembering extends FilterOutputStream {

        private volatile IOException failure;

        Remembering(OutputStream out) {
            super(out);
        }

        @Override
        public void write(byte[] octets, int from, int count) throws IOException {
            try {
                out.write(octets, from, count);
            } catch (IOException e) {
                throw remembered(e);
            }
        }

        @Override
        public void write(int octet) throws IOException {
            try {
                out.write(octet);
            } catch (IOException e) {
                throw remembered(e);
            }
        }

        private IOException remembered(IOException e) {
            if (failure == null) {
                failure = e;
            }
            return e;
        }
    }
}
