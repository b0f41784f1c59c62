package network.ian.benchmarks.limits;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A file that grows by a write and an fdatasync at a time. */
public final class RawSync implements AutoCloseable {

    private final FileChannel file;
    private final ByteBuffer bytes;

    /**
     * Makes the file.
     *
     * @param file that does not exist
     * @param bytes of one write
     */
    public RawSync(Path file, int bytes) throws IOException {
        this.file = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        this.bytes = ByteBuffer.allocateDirect(bytes);
    }

    /** Appends and syncs once. */
    public void append() throws IOException {
        bytes.clear();
        while (bytes.hasRemaining()) {
            file.write(bytes);
        }
        // fdatasync
        file.force(false);
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
