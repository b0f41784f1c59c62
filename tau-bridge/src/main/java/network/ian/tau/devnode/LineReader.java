package network.ian.tau.devnode;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/** Cuts a stream into lines; waits as long as a line has no end. */
final class LineReader {

    /** A line was longer than allowed. */
    static final class TooLongException extends IOException {

        private static final long serialVersionUID = 1L;

        private TooLongException(int limit) {
            super("a command has at most " + limit + " bytes");
        }
    }

    private final InputStream in;
    private final int limit;

    /** @param in buffered */
    LineReader(InputStream in, int limit) {
        this.in = in;
        this.limit = limit;
    }

    /** The next line without its end, also an unfinished one at the stream's end; empty when there is no more. */
    Optional<byte[]> next() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int octet = in.read(); octet != '\n'; octet = in.read()) {
            if (octet < 0) {
                return line.size() == 0 ? Optional.empty() : Optional.of(line.toByteArray());
            }
            if (line.size() >= limit) {
                throw new TooLongException(limit);
            }
            line.write(octet);
        }
        return Optional.of(line.toByteArray());
    }
}
