package network.ian.core.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.zip.CRC32C;

/**
 * Overwrites a body in place. Overwriting is not atomic, so the intent is durable before it starts and is deleted when it
 * is done; a crash between leaves an intent that opening the journal carries out.
 */
final class Takedown {

    static final String INTENT = "takedown";

    private static final int INTENT_SIZE = Long.BYTES + Integer.BYTES + Integer.BYTES;
    private static final int CHUNK = 64 << 10;

    private final SegmentDirectory bodies;

    Takedown(SegmentDirectory bodies) {
        this.bodies = bodies;
    }

    Path intent() {
        return bodies.path().resolve(INTENT);
    }

    /** Whether one was begun and not finished, as far as the directory tells. */
    boolean pending() throws IOException {
        return bodies.files().list(bodies.path()).contains(INTENT);
    }

    /**
     * Makes the intent durable.
     *
     * @throws JournalFailedException if it is not known what is on disk now
     * @throws IOException if nothing was changed
     */
    void declare(long bodyLocator, int bodySize) throws IOException {
        ByteBuffer intent = ByteBuffer.allocate(INTENT_SIZE);
        intent.putLong(bodyLocator).putInt(bodySize).putInt(checksum(intent)).flip();
        try (SegmentFile file = bodies.files().create(intent())) {
            file.writeFully(intent, 0);
            file.force();
            bodies.forceNames();
        } catch (JournalFailedException e) {
            throw e;
        } catch (IOException e) {
            withdraw(e);
            throw e;
        }
    }

    /** Carries out what was declared. Safe to repeat. */
    void carryOut(long bodyLocator, int bodySize) throws IOException {
        int segment = Locator.segment(bodyLocator);
        try (SegmentFile file = bodies.open(segment)) {
            overwrite(file, bodyLocator, bodySize);
            bodies.force(segment, file);
        }
        bodies.files().delete(intent());
        bodies.forceNames();
    }

    /**
     * Carries out what an earlier run declared; false if that run declared nothing whole. That run may have been killed
     * before it had made the intent durable, so that comes first.
     */
    boolean resume() throws IOException {
        ByteBuffer intent = ByteBuffer.allocate(INTENT_SIZE);
        try (SegmentFile file = bodies.files().open(intent())) {
            file.readFully(intent, 0);
            file.force();
            bodies.forceNames();
        }
        if (intent.hasRemaining() || intent.getInt(Long.BYTES + Integer.BYTES) != checksum(intent)) {
            bodies.files().delete(intent());
            bodies.forceNames();
            return false;
        }
        carryOut(intent.getLong(0), intent.getInt(Long.BYTES));
        return true;
    }

    /** The body that an earlier run declared to be overwritten; empty if none, or the intent is not whole. Writes nothing. */
    OptionalLong declared() throws IOException {
        if (!pending()) {
            return OptionalLong.empty();
        }
        ByteBuffer intent = ByteBuffer.allocate(INTENT_SIZE);
        try (SegmentFile file = bodies.files().openReadOnly(intent())) {
            file.readFully(intent, 0);
        }
        boolean whole = !intent.hasRemaining() && intent.getInt(Long.BYTES + Integer.BYTES) == checksum(intent);
        return whole ? OptionalLong.of(intent.getLong(0)) : OptionalLong.empty();
    }

    private void overwrite(SegmentFile file, long bodyLocator, int bodySize) throws IOException {
        long offset = Locator.offset(bodyLocator);
        ByteBuffer frame = ByteBuffer.allocate(Frame.SIZE);
        file.readFully(frame, offset);
        if (frame.hasRemaining() || Frame.length(frame, 0) != bodySize) {
            throw bodies.damaged(
                    Locator.segment(bodyLocator), offset, "no body of " + bodySize + " octets to be overwritten");
        }
        frame.clear();
        Frame.put(frame, bodySize, Frame.tombstoneChecksum(bodySize), Frame.DROPPED);
        file.writeFully(frame.flip(), offset);
        ByteBuffer zeros = ByteBuffer.allocate(Math.min(CHUNK, bodySize));
        long at = offset + Frame.SIZE;
        for (int left = bodySize; left > 0; left -= zeros.limit()) {
            zeros.clear().limit(Math.min(left, zeros.capacity()));
            file.writeFully(zeros, at);
            at += zeros.limit();
        }
    }

    private void withdraw(IOException cause) throws JournalFailedException {
        try {
            if (pending()) {
                bodies.files().delete(intent());
            }
        } catch (IOException e) {
            cause.addSuppressed(e);
            throw new JournalFailedException("file " + intent() + ": not deleted: " + e, cause);
        }
    }

    private static int checksum(ByteBuffer intent) {
        CRC32C crc = new CRC32C();
        Frame.add(crc, intent, 0, Long.BYTES + Integer.BYTES);
        return (int) crc.getValue();
    }
}
