package network.ian.tau.chain;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32C;
import network.ian.core.file.OwnerOnly;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An append-only file of records: {@code u32} length, {@code u32} CRC32C of length and payload, payload. It is a cache of
 * public proofs: whatever does not read back is cut with all that follows, said in the log, and fetched again. One writer at
 * a time.
 */
final class RecordFile implements Closeable {

    /** Takes a record; false if it makes no sense, which cuts the file before it. */
    interface Sink {
        boolean take(long offset, byte[] payload);
    }

    static final int FRAME = 2 * Integer.BYTES;

    private static final Logger LOG = LoggerFactory.getLogger(RecordFile.class);
    private static final int BUFFER = 1 << 16;

    private final Path path;
    private final FileChannel channel;
    private final int maxPayload;
    private long end;

    private RecordFile(Path path, FileChannel channel, int maxPayload) {
        this.path = path;
        this.channel = channel;
        this.maxPayload = maxPayload;
    }

    /**
     * Opens or creates a file and hands over what is in it; a file whose first record is another one than {@code title} is
     * started anew.
     *
     * @param title what the file is about
     * @throws IOException if the disk refuses
     */
    static RecordFile open(Path path, byte[] title, int maxPayload, Sink sink) throws IOException {
        FileChannel channel = OwnerOnly.openOrCreate(path);
        RecordFile file = new RecordFile(path, channel, maxPayload);
        try {
            file.load(title, sink);
            return file;
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    /** Where the next record will stand. */
    long end() {
        return end;
    }

    /** Appends records; on return they are on the disk. After an exception none of them counts. */
    void append(List<byte[]> payloads) throws IOException {
        if (payloads.isEmpty()) {
            return;
        }
        int bytes =
                payloads.stream().mapToInt(payload -> FRAME + payload.length).sum();
        ByteBuffer out = ByteBuffer.allocate(bytes);
        payloads.forEach(
                payload -> out.putInt(payload.length).putInt(checksum(payload)).put(payload));
        out.flip();
        for (long at = end; out.hasRemaining(); ) {
            at += channel.write(out, at);
        }
        channel.force(false);
        end += bytes;
    }

    /** The record at an offset; empty if it does not read back, which is said in the log. */
    Optional<byte[]> read(long offset) {
        try {
            ByteBuffer frame = read(offset, FRAME);
            int length = frame.getInt();
            if (length >= 0 && length <= maxPayload) {
                byte[] payload = read(offset + FRAME, length).array();
                if (checksum(payload) == frame.getInt()) {
                    return Optional.of(payload);
                }
            }
            LOG.warn("Chain file {}: the record at {} is damaged", path, offset);
        } catch (IOException e) {
            LOG.warn("Chain file {}: the record at {} cannot be read: {}", path, offset, e.toString());
        }
        return Optional.empty();
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    private void load(byte[] title, Sink sink) throws IOException {
        boolean[] titled = {false};
        long size = channel.size();
        // Not closed: it would close the channel.
        DataInputStream in =
                new DataInputStream(new BufferedInputStream(Channels.newInputStream(channel.position(0)), BUFFER));
        while (end < size
                && loadOne(in, size - end, payload -> {
                    boolean taken = titled[0] ? sink.take(end, payload) : Arrays.equals(title, payload);
                    titled[0] = true;
                    return taken;
                })) {}
        if (end < size) {
            LOG.warn(
                    "Chain file {}: damaged or torn at {}; {} bytes are cut and will be fetched again",
                    path,
                    end,
                    size - end);
            channel.truncate(end);
        }
        if (end == 0) {
            append(List.of(title));
        }
    }

    private interface Taker {
        boolean take(byte[] payload);
    }

    private boolean loadOne(DataInputStream in, long left, Taker taker) throws IOException {
        if (left < FRAME) {
            return false;
        }
        int length = in.readInt();
        int checksum = in.readInt();
        if (length < 0 || length > maxPayload || length > left - FRAME) {
            return false;
        }
        byte[] payload = in.readNBytes(length);
        if (payload.length < length || checksum(payload) != checksum || !taker.take(payload)) {
            return false;
        }
        end += FRAME + length;
        return true;
    }

    private ByteBuffer read(long offset, int count) throws IOException {
        ByteBuffer to = ByteBuffer.allocate(count);
        while (to.hasRemaining()) {
            if (channel.read(to, offset + to.position()) < 0) {
                throw new EOFException("the file ends at " + channel.size());
            }
        }
        return to.flip();
    }

    static int checksum(byte[] payload) {
        CRC32C crc = new CRC32C();
        crc.update(ByteBuffer.allocate(Integer.BYTES).putInt(payload.length).flip());
        crc.update(payload);
        return (int) crc.getValue();
    }
}
