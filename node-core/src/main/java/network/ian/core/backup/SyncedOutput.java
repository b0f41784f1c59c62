package network.ian.core.backup;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;

/** Puts what was written on the medium before it closes. */
final class SyncedOutput extends FilterOutputStream {

    private final FileChannel channel;

    SyncedOutput(OutputStream out, FileChannel channel) {
        super(out);
        this.channel = channel;
    }

    @Override
    public void write(byte[] octets, int offset, int length) throws IOException {
        out.write(octets, offset, length);
    }

    @Override
    public void close() throws IOException {
        try (channel) {
            channel.force(true);
        }
    }
}
