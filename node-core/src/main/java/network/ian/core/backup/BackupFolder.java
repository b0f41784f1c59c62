package network.ian.core.backup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import network.ian.core.crypto.SignatureVerifier;

/** What backups a folder has. Reads their manifests only: whether the rest is sound, verifying them says. */
public final class BackupFolder {

    private final SignatureVerifier signatures;

    public BackupFolder(SignatureVerifier signatures) {
        this.signatures = signatures;
    }

    /**
     * One backup, or what looks like one.
     *
     * @param bytes octets of the archive; of a folder, those that its manifest names
     * @param manifest whose signature holds; empty if there is none
     * @param problem why there is none; empty if there is one
     */
    public record Found(Path path, long bytes, Optional<Manifest> manifest, String problem) {}

    /** By time, the oldest first; what has no manifest comes last. */
    public List<Found> list(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            throw new BackupRefusedException("there is no folder " + folder);
        }
        List<Path> candidates = new ArrayList<>();
        try (Stream<Path> all = Files.list(folder)) {
            all.filter(BackupFolder::looksLikeOne).sorted().forEach(candidates::add);
        }
        if (isStream(folder)) {
            candidates.add(folder);
        }
        List<Found> found = new ArrayList<>();
        for (Path candidate : candidates) {
            found.add(look(candidate));
        }
        found.sort(Comparator.comparingLong(
                backup -> backup.manifest().map(Manifest::createdAtMs).orElse(Long.MAX_VALUE)));
        return found;
    }

    private static boolean looksLikeOne(Path path) {
        String name = path.getFileName().toString();
        boolean archive = (name.endsWith(".tar.gz") || name.endsWith(".tgz")) && !name.startsWith(".");
        return isStream(path) || (archive && Files.isRegularFile(path));
    }

    private static boolean isStream(Path path) {
        return Files.isRegularFile(path.resolve(Manifest.NAME), LinkOption.NOFOLLOW_LINKS);
    }

    private Found look(Path path) throws IOException {
        try (BackupSource source = Backups.open(path, signatures)) {
            Manifest manifest = source.manifest();
            long bytes = Files.isDirectory(path) ? manifest.totalBytes() : Files.size(path);
            return new Found(path, bytes, Optional.of(manifest), "");
        } catch (BackupDamagedException | BackupRefusedException e) {
            return new Found(path, Files.isDirectory(path) ? 0 : Files.size(path), Optional.empty(), e.getMessage());
        }
    }
}
