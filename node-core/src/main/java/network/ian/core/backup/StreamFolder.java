package network.ian.core.backup;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;
import network.ian.core.crypto.Hash;
import network.ian.core.crypto.SignatureVerifier;
import network.ian.core.crypto.Signer;
import network.ian.core.file.AtomicFile;
import network.ian.core.file.DurableDirectory;
import network.ian.core.journal.DroppedBodies;
import network.ian.core.node.DataDirectoryLock;

/** The folder that a stream ships to. What is there is only ever continued, never replaced by something else. */
final class StreamFolder implements AutoCloseable {

    private static final String TEMPORARY = ".ian-stream-tmp";
    private static final Set<PosixFilePermission> PRIVATE = PosixFilePermissions.fromString("rwx------");

    private final Path folder;
    private final DataDirectoryLock lock;

    /** What became of a file. */
    enum Outcome {
        /** It was there already. */
        THERE,
        /** It was not there, or only its beginning. */
        SHIPPED,
        /** It was there with bodies that have been dropped since. */
        BODIES_DROPPED
    }

    private StreamFolder(Path folder, DataDirectoryLock lock) {
        this.folder = folder;
        this.lock = lock;
    }

    /**
     * Opens the folder, which is made where it is missing, and keeps others from shipping to it.
     *
     * @throws network.ian.core.codec.MalformedException if another process ships to it
     */
    static StreamFolder open(Path folder) throws IOException {
        DurableDirectory.create(folder, PosixFilePermissions.asFileAttribute(PRIVATE));
        return new StreamFolder(folder, DataDirectoryLock.take(folder));
    }

    /** What was shipped before; empty if nothing was. */
    Optional<Manifest> manifest(SignatureVerifier signatures) throws IOException {
        if (!Files.exists(folder.resolve(Manifest.NAME), LinkOption.NOFOLLOW_LINKS)) {
            return Optional.empty();
        }
        try (FolderReader reader = FolderReader.open(folder, signatures)) {
            return Optional.of(reader.manifest());
        }
    }

    void write(Manifest manifest, Signer signer) throws IOException {
        AtomicFile.write(folder.resolve(Manifest.NAME), ManifestCodec.encode(manifest, signer), AtomicFile.OWNER_ONLY);
    }

    /**
     * Brings a file up to date.
     *
     * @param entry size and hash of what it is to be
     * @throws BackupRefusedException if something else has its name
     * @throws SourceChangedException if the source changes meanwhile; nothing was changed here then
     */
    Outcome bring(SourceFile source, Manifest.FileEntry entry) throws IOException {
        Path target = folder.resolve(source.path());
        if (!Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
            copy(source, entry, target);
            return Outcome.SHIPPED;
        }
        if (!Files.isRegularFile(target, LinkOption.NOFOLLOW_LINKS)) {
            throw somethingElse(target);
        }
        long there = Files.size(target);
        Hash hash = SourceFile.of(source.path(), target, Math.min(there, entry.size()))
                .hashed()
                .sha256();
        if (there >= entry.size() && hash.equals(entry.sha256())) {
            return Outcome.THERE;
        }
        if (there < entry.size() && hash.equals(beginning(source, there))) {
            copy(source, entry, target);
            return Outcome.SHIPPED;
        }
        if (onlyDropped(source, target, Math.min(there, entry.size()))) {
            copy(source, entry, target);
            return Outcome.BODIES_DROPPED;
        }
        throw somethingElse(target);
    }

    /** The first {@code size} octets of a file that is there. */
    Manifest.FileEntry beginning(String path, long size) throws IOException {
        return SourceFile.of(path, folder.resolve(path), size).hashed();
    }

    @Override
    public void close() {
        lock.close();
    }

    private static Hash beginning(SourceFile source, long size) throws IOException {
        Path file = source.file().orElse(null);
        return file == null || !BackupPaths.segment(source.path())
                ? Hash.wrap(new byte[Hash.SIZE])
                : SourceFile.of(source.path(), file, size).hashed().sha256();
    }

    private static boolean onlyDropped(SourceFile source, Path target, long size) throws IOException {
        return source.path().contains("/bodies/")
                && source.file().isPresent()
                && DroppedBodies.areTheOnlyDifference(target, source.file().get(), size);
    }

    private static BackupRefusedException somethingElse(Path target) {
        return new BackupRefusedException(
                target
                        + " is there and is something else: another node's, or damaged; look into it, then ship to an empty folder");
    }

    private static void copy(SourceFile source, Manifest.FileEntry entry, Path target) throws IOException {
        Files.createDirectories(target.getParent(), PosixFilePermissions.asFileAttribute(PRIVATE));
        Path temporary = target.resolveSibling("." + target.getFileName() + TEMPORARY);
        Files.deleteIfExists(temporary);
        try (FileChannel channel = FileChannel.open(
                        temporary,
                        Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                        PosixFilePermissions.asFileAttribute(AtomicFile.OWNER_ONLY));
                OutputStream out = Channels.newOutputStream(channel)) {
            if (!source.copyTo(out).equals(entry.sha256())) {
                throw new SourceChangedException(entry.path());
            }
            channel.force(true);
        } catch (IOException e) {
            // Room on a full disk is worth more than half a copy.
            Files.deleteIfExists(temporary);
            throw e;
        }
        Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
        Durable.names(target.getParent());
        Durable.names(target.getParent().getParent());
    }
}
