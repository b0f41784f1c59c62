package network.ian.core.backup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import network.ian.core.crypto.SignatureVerifier;

/**
 * Reads an archive. Everything in it but the manifest follows from the manifest, so nothing else is ever interpreted: what is
 * not octet for octet as expected is refused.
 */
final class ArchiveReader implements BackupSource {

    private static final int END_BLOCKS = 2;

    private final SealedInput in;
    private final Manifest manifest;

    private ArchiveReader(SealedInput in, Manifest manifest) {
        this.in = in;
        this.manifest = manifest;
    }

    /**
     * Opens an archive and reads its manifest.
     *
     * @throws BackupDamagedException if it has none that can be believed
     */
    static ArchiveReader open(Path file, SignatureVerifier signatures) throws IOException {
        SealedInput in = new SealedInput(Files.newInputStream(file));
        try {
            return new ArchiveReader(in, readManifest(in, signatures));
        } catch (IOException | RuntimeException e) {
            in.close();
            throw e;
        }
    }

    @Override
    public Manifest manifest() {
        return manifest;
    }

    @Override
    public void read(Receiver receiver) throws IOException {
        for (Manifest.FileEntry file : manifest.files()) {
            requireHeader(file);
            CheckedContent.pass(file, (to, length) -> in.readFully(to, 0, length), receiver);
            requireZeros(TarHeader.padding(file.size()), "behind " + file.path());
        }
        requireZeros(END_BLOCKS * TarHeader.SIZE, "at the end of the tar");
        in.finish();
    }

    @Override
    public void close() throws IOException {
        in.close();
    }

    private void requireHeader(Manifest.FileEntry file) throws IOException {
        byte[] header = new byte[TarHeader.SIZE];
        in.readFully(header, 0, header.length);
        if (!Arrays.equals(header, TarHeader.of(file.path(), file.size(), manifest.createdAtMs()))) {
            throw new BackupDamagedException("the tar header at octet " + (in.position() - header.length)
                    + " is not that of " + file.path() + ", which follows by the manifest");
        }
    }

    private void requireZeros(int count, String where) throws IOException {
        requireZeros(in, count, where);
    }

    private static void requireZeros(SealedInput in, int count, String where) throws IOException {
        byte[] padding = new byte[count];
        in.readFully(padding, 0, count);
        if (!Arrays.equals(padding, new byte[count])) {
            throw new BackupDamagedException("octets " + where + " are not zero");
        }
    }

    private static Manifest readManifest(SealedInput in, SignatureVerifier signatures) throws IOException {
        byte[] header = new byte[TarHeader.SIZE];
        in.readFully(header, 0, header.length);
        TarHeader.Claim claim = TarHeader.claim(header);
        boolean plausible = claim.size() > 0 && claim.size() <= ManifestCodec.LIMITS.maxBytes() && claim.timeMs() >= 0;
        if (!plausible || !Arrays.equals(header, TarHeader.of(Manifest.NAME, claim.size(), claim.timeMs()))) {
            throw new BackupDamagedException("its first file is not a " + Manifest.NAME + " of at most "
                    + ManifestCodec.LIMITS.maxBytes() + " octets");
        }
        byte[] content = new byte[(int) claim.size()];
        in.readFully(content, 0, content.length);
        requireZeros(in, TarHeader.padding(content.length), "behind " + Manifest.NAME);
        Manifest manifest = ManifestCodec.decode(content, signatures);
        if (manifest.createdAtMs() / 1000 * 1000 != claim.timeMs()) {
            throw new BackupDamagedException("the tar header of " + Manifest.NAME + " has another time than it says");
        }
        return manifest;
    }
}
