package network.ian.core.journal;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.ClosedChannelException;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Reads of single records, from any thread. They have files of their own, apart from the writer's, because a thread that
 * is interrupted during a read closes the channel for everybody: here it is opened again.
 */
final class ReadableSegments implements Closeable {

    private static final int MOST_OPEN = 32;
    private static final int MOST_ATTEMPTS = 8;

    private final SegmentDirectory directory;
    private final Map<Integer, SegmentFile> open = new LinkedHashMap<>(16, 0.75f, true);
    private boolean closed;

    ReadableSegments(SegmentDirectory directory) {
        this.directory = directory;
    }

    /** Up to {@code most} octets from {@code offset}, fewer where the file ends; ready to be read. */
    ByteBuffer read(int segment, long offset, int most) throws IOException {
        for (int attempt = 1; ; attempt++) {
            SegmentFile file = file(segment);
            try {
                ByteBuffer octets = ByteBuffer.allocate(most);
                file.readFully(octets, offset);
                return octets.flip();
            } catch (ClosedChannelException e) {
                forget(segment, file);
                if (isOwnInterrupt(e) || attempt == MOST_ATTEMPTS) {
                    throw e;
                }
            }
        }
    }

    @Override
    public synchronized void close() throws IOException {
        closed = true;
        for (SegmentFile file : open.values()) {
            file.close();
        }
        open.clear();
    }

    private static boolean isOwnInterrupt(ClosedChannelException e) {
        return e instanceof ClosedByInterruptException;
    }

    private synchronized SegmentFile file(int segment) throws IOException {
        if (closed) {
            throw new ClosedChannelException();
        }
        SegmentFile file = open.get(segment);
        if (file == null) {
            file = directory.openReadOnly(segment);
            open.put(segment, file);
            closeEldest();
        }
        return file;
    }

    private void closeEldest() throws IOException {
        if (open.size() > MOST_OPEN) {
            Map.Entry<Integer, SegmentFile> eldest = open.entrySet().iterator().next();
            open.remove(eldest.getKey());
            eldest.getValue().close();
        }
    }

    private synchronized void forget(int segment, SegmentFile file) throws IOException {
        open.remove(segment, file);
        file.close();
    }
}
