package network.ian.core.backup;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import network.ian.core.crypto.Hash;
import network.ian.core.crypto.Sha256;

/** The uncompressed octets of an archive, with everything around them checked. For one thread. */
final class SealedInput implements Closeable {

    private static final int BUFFER = 64 << 10;

    private final InputStream in;
    private final Inflater inflater = new Inflater(true);
    private final CRC32 crc = new CRC32();
    private final MessageDigest digest = Sha256.newDigest();
    private final byte[] chunk = new byte[BUFFER];
    private int filled;
    private long consumed;

    /** @param in the archive from its first octet on; closed with this */
    SealedInput(InputStream in) throws IOException {
        this.in = in;
        byte[] header = in.readNBytes(Seal.HEADER_SIZE);
        if (!Arrays.equals(header, Seal.header())) {
            throw new BackupDamagedException("it does not begin as 'ian backup create' begins an archive");
        }
        digest.update(header);
        consumed = header.length;
    }

    /** Uncompressed octets so far. */
    long position() {
        return inflater.getBytesWritten();
    }

    /** Reads until {@code length} octets are there. */
    void readFully(byte[] to, int offset, int length) throws IOException {
        int at = 0;
        while (at < length) {
            int count = inflate(to, offset + at, length - at);
            if (count < 0) {
                throw new BackupDamagedException("the archive ends early, after " + position() + " octets of tar");
            }
            at += count;
        }
    }

    /** Checks that nothing follows, and that every octet is the one that was written. */
    void finish() throws IOException {
        if (inflate(new byte[1], 0, 1) >= 0) {
            throw new BackupDamagedException("something follows the last file of the manifest");
        }
        int rest = filled == 0 ? 0 : inflater.getRemaining();
        digest.update(chunk, 0, filled - rest);
        byte[] expected = new byte[Seal.TRAILER_SIZE + Seal.SIZE];
        byte[] trailer = Seal.trailer(crc.getValue(), position());
        digest.update(trailer);
        System.arraycopy(trailer, 0, expected, 0, trailer.length);
        System.arraycopy(Seal.of(Hash.wrap(digest.digest())), 0, expected, trailer.length, Seal.SIZE);
        byte[] found = Arrays.copyOf(Arrays.copyOfRange(chunk, filled - rest, filled), expected.length + 1);
        int size = Math.min(rest, found.length);
        size += in.readNBytes(found, size, found.length - size);
        if (size < expected.length) {
            throw new BackupDamagedException("the archive ends early: its seal is not whole");
        }
        if (size > expected.length) {
            throw new BackupDamagedException("something follows the archive's seal");
        }
        if (!Arrays.equals(found, 0, size, expected, 0, size)) {
            throw new BackupDamagedException(
                    "an octet of the archive is not the one that was written: the SHA-256 in its"
                            + " seal does not match");
        }
    }

    @Override
    public void close() throws IOException {
        inflater.end();
        in.close();
    }

    private int inflate(byte[] to, int offset, int length) throws IOException {
        try {
            while (true) {
                int count = inflater.inflate(to, offset, length);
                if (count > 0) {
                    crc.update(to, offset, count);
                    return count;
                }
                if (inflater.finished()) {
                    return -1;
                }
                if (inflater.needsDictionary()) {
                    throw new DataFormatException("a dictionary is asked for");
                }
                if (!fill()) {
                    throw new BackupDamagedException("the archive ends early, after " + consumed + " octets");
                }
            }
        } catch (DataFormatException e) {
            throw new BackupDamagedException(
                    "the compressed octets around offset " + (consumed - inflater.getRemaining()) + " are damaged", e);
        }
    }

    private boolean fill() throws IOException {
        digest.update(chunk, 0, filled);
        filled = Math.max(0, in.read(chunk));
        consumed += filled;
        inflater.setInput(chunk, 0, filled);
        return filled > 0;
    }
}
