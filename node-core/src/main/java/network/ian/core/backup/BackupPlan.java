package network.ian.core.backup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import network.ian.core.journal.JournalExtent;
import network.ian.core.state.NodeStateFile;

/** What a backup of a data directory consists of. */
final class BackupPlan {

    private final Path dataDirectory;
    private final List<SourceFile> files = new ArrayList<>();

    private BackupPlan(Path dataDirectory) {
        this.dataDirectory = dataDirectory;
    }

    /** The files in the order in which they are to be taken. */
    static List<SourceFile> of(Path dataDirectory, BackupCut cut, Manifest.Kind kind, long nowMs) throws IOException {
        BackupPlan plan = new BackupPlan(dataDirectory);
        plan.files.add(SourceFile.of(BackupPaths.STATE, NodeStateFile.encode(cut.snapshots(), nowMs)));
        for (BackupCut.GoalCut goal : cut.goals()) {
            plan.addGoal(goal);
        }
        for (String name : BackupPaths.OPEN_FILES) {
            plan.addSmall(name);
        }
        if (kind == Manifest.Kind.FULL) {
            plan.addCertificates();
            for (String name : BackupPaths.SECRET_FILES) {
                plan.addSmall(name);
            }
        }
        return plan.files;
    }

    /** The files of one goal up to a position, without caches. */
    static List<SourceFile> journal(BackupCut.GoalCut goal, JournalExtent extent) throws IOException {
        List<SourceFile> files = new ArrayList<>();
        for (JournalExtent.Part part : extent.parts()) {
            files.add(SourceFile.of(BackupPaths.inGoal(goal.id(), part.name()), part.file(), part.size()));
        }
        return files;
    }

    static SourceFile spec(BackupCut.GoalCut goal) throws IOException {
        String path = BackupPaths.inGoal(goal.id(), BackupPaths.SPEC);
        return SourceFile.read(path, goal.directory().resolve(BackupPaths.SPEC))
                .orElseThrow(() -> new BackupRefusedException(path + " is gone"));
    }

    /** A cache as long as it is now: it grows, and what replaces it as a whole is noticed by its hash. */
    static Optional<SourceFile> cache(BackupCut.GoalCut goal, String name) throws IOException {
        Path file = goal.directory().resolve(name);
        return Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
                ? Optional.of(SourceFile.of(BackupPaths.inGoal(goal.id(), name), file, Files.size(file)))
                : Optional.empty();
    }

    private void addGoal(BackupCut.GoalCut goal) throws IOException {
        files.add(spec(goal));
        files.addAll(journal(goal, goal.extent()));
        for (String name : BackupPaths.GOAL_CACHES) {
            cache(goal, name).ifPresent(files::add);
        }
    }

    private void addSmall(String name) throws IOException {
        SourceFile.read(name, dataDirectory.resolve(name)).ifPresent(files::add);
    }

    private void addCertificates() throws IOException {
        Path directory = dataDirectory.resolve(BackupPaths.CERTIFICATES);
        if (!Files.isDirectory(directory)) {
            return;
        }
        List<Path> certificates;
        try (Stream<Path> found = Files.list(directory)) {
            certificates = found.sorted().toList();
        }
        for (Path certificate : certificates) {
            String path = BackupPaths.CERTIFICATES + "/" + certificate.getFileName();
            if (BackupPaths.allowed(path)) {
                SourceFile.read(path, certificate).ifPresent(files::add);
            }
        }
    }
}
