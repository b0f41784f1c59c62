package network.ian.core.backup;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.zip.CRC32;
import java.util.zip.CheckedOutputStream;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import network.ian.core.crypto.Hash;
import network.ian.core.crypto.Sha256;

/** Writes an archive: manifest, files, seal. For one thread. */
final class ArchiveWriter implements Closeable {

    private static final int BUFFER = 64 << 10;
    private static final int END_BLOCKS = 2;

    private final MessageDigest digest = Sha256.newDigest();
    private final CRC32 crc = new CRC32();
    private final Deflater deflater = new Deflater(Deflater.DEFAULT_COMPRESSION, true);
    private final OutputStream out;
    private final DeflaterOutputStream compressed;
    private final OutputStream tar;
    private final long createdAtMs;

    /** @param out gets the archive; not closed */
    ArchiveWriter(OutputStream out, long createdAtMs) throws IOException {
        this.out = out;
        this.createdAtMs = createdAtMs;
        OutputStream hashed = new DigestOutputStream(out, digest);
        hashed.write(Seal.header());
        this.compressed = new DeflaterOutputStream(hashed, deflater, BUFFER);
        this.tar = new CheckedOutputStream(compressed, crc);
    }

    /** Adds a small file. */
    void add(String path, byte[] content) throws IOException {
        addRaw(TarHeader.of(path, content.length, createdAtMs));
        addRaw(content);
        addRaw(new byte[TarHeader.padding(content.length)]);
    }

    /**
     * Adds a file whose content was read before.
     *
     * @throws SourceChangedException if it is not the same any more
     */
    void add(SourceFile source, Manifest.FileEntry expected) throws IOException {
        tar.write(TarHeader.of(expected.path(), expected.size(), createdAtMs));
        Hash now = source.copyTo(tar);
        if (!now.equals(expected.sha256())) {
            throw new SourceChangedException(expected.path());
        }
        tar.write(new byte[TarHeader.padding(expected.size())]);
    }

    /** Adds octets as they are. */
    void addRaw(byte[] octets) throws IOException {
        tar.write(octets);
    }

    /** Ends the archive. */
    void finish() throws IOException {
        tar.write(new byte[END_BLOCKS * TarHeader.SIZE]);
        compressed.finish();
        byte[] trailer = Seal.trailer(crc.getValue(), deflater.getBytesRead());
        digest.update(trailer);
        out.write(trailer);
        out.write(Seal.of(Hash.wrap(digest.digest())));
    }

    @Override
    public void close() {
        deflater.end();
    }
}
