package network.ian.core.backup;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import network.ian.core.crypto.SignatureVerifier;

/** Reads a folder that {@code ian backup stream} ships to. What the manifest does not name is not looked at. */
final class FolderReader implements BackupSource {

    private final Path folder;
    private final Manifest manifest;

    private FolderReader(Path folder, Manifest manifest) {
        this.folder = folder;
        this.manifest = manifest;
    }

    /** @throws BackupDamagedException if the folder has no manifest that can be believed */
    static FolderReader open(Path folder, SignatureVerifier signatures) throws IOException {
        try (InputStream in = Files.newInputStream(folder.resolve(Manifest.NAME), LinkOption.NOFOLLOW_LINKS)) {
            byte[] content = in.readNBytes(ManifestCodec.LIMITS.maxBytes() + 1);
            return new FolderReader(folder, ManifestCodec.decode(content, signatures));
        } catch (NoSuchFileException e) {
            throw new BackupDamagedException(folder + " has no " + Manifest.NAME, e);
        }
    }

    @Override
    public Manifest manifest() {
        return manifest;
    }

    @Override
    public void read(Receiver receiver) throws IOException {
        for (Manifest.FileEntry file : manifest.files()) {
            Path path = folder.resolve(file.path());
            if (!Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)) {
                throw new BackupDamagedException(file.path() + " is missing");
            }
            // One that has grown since was shipped again when the process ended: its beginning is what it was.
            long size = Files.size(path);
            if (BackupPaths.segment(file.path()) ? size < file.size() : size != file.size()) {
                throw new BackupDamagedException(
                        file.path() + " has " + Files.size(path) + " octets, the manifest says " + file.size());
            }
            try (InputStream in = Files.newInputStream(path, LinkOption.NOFOLLOW_LINKS)) {
                CheckedContent.pass(file, (to, length) -> fill(in, to, length, file), receiver);
            }
        }
    }

    @Override
    public void close() {}

    private static void fill(InputStream in, byte[] to, int length, Manifest.FileEntry file) throws IOException {
        if (in.readNBytes(to, 0, length) < length) {
            throw new BackupDamagedException(file.path() + " ends early");
        }
    }
}
