package network.ian.core.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;
import network.ian.core.codec.MalformedException;
import network.ian.core.crypto.Hash;
import network.ian.core.node.GoalView;
import network.ian.core.node.Node;
import network.ian.core.state.UnfinishedRestore;
import network.ian.core.verify.DataAudit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BackupRestoreTest {

    @TempDir
    Path temporary;

    private final Fixture fixture = new Fixture();
    private Path data;
    private Path archive;
    private Path target;

    @BeforeEach
    void makeBackup() throws IOException {
        data = temporary.resolve("data");
        archive = temporary.resolve("backup.tar.gz");
        target = temporary.resolve("elsewhere/restored");
        try (Node node = fixture.open(data)) {
            // Those of the second half arrive first.
            Fixture.add(node, 20, 40);
            Fixture.add(node, 0, 20);
        }
    }

    @Test
    void aRestoredDirectoryIsWhatWasBackedUp() throws IOException {
        Manifest manifest = fixture.archive(data, archive);
        BackupRestore.Result result = fixture.restore(archive, target, false, RestorePoint.END);
        assertThat(result.identity()).isTrue();
        assertThat(result.aside()).isEmpty();
        Map<String, Hash> restored = Fixture.contents(target);
        manifest.files().forEach(file -> assertThat(restored).containsEntry(file.path(), file.sha256()));
        assertThat(restored).hasSize(manifest.files().size());
        try (Stream<Path> all = Files.walk(target)) {
            assertThat(all).allMatch(path -> mode(path).equals(Files.isDirectory(path) ? "rwx------" : "rw-------"));
        }
        assertThat(fixture.rootsOf(target)).isEqualTo(Fixture.roots(manifest));
        assertThat(besides()).isEmpty();
    }

    @Test
    void whatIsThereIsOnlyEverMovedAside() throws IOException {
        fixture.archive(data, archive);
        fixture.filled(target, 0, 3);
        Map<String, Hash> before = Fixture.contents(target);
        assertThatThrownBy(() -> fixture.restore(archive, target, false, RestorePoint.END))
                .isInstanceOf(BackupRefusedException.class)
                .hasMessageContaining("--force");
        assertThat(Fixture.contents(target)).isEqualTo(before);
        Path aside =
                fixture.restore(archive, target, true, RestorePoint.END).aside().orElseThrow();
        assertThat(aside.getFileName().toString()).startsWith("restored.before-restore-");
        assertThat(Fixture.contents(aside)).isEqualTo(before);
        assertThat(fixture.rootsOf(target)).isEqualTo(fixture.rootsOf(data));
    }

    @Test
    void aDirectoryWhoseNodeRunsIsNotTouched() throws IOException {
        fixture.archive(data, archive);
        try (Node node = fixture.open(target)) {
            assertThat(node.goals()).isNotEmpty();
            assertThatThrownBy(() -> fixture.restore(archive, target, true, RestorePoint.END))
                    .isInstanceOf(MalformedException.class)
                    .hasMessageContaining("stop it first");
        }
        assertThat(besides()).isEmpty();
    }

    @Test
    void withoutIdentityTheNodeGetsANewOne() throws IOException {
        fixture.archive(data, archive);
        BackupRestore.Result result = new BackupRestore(Fixture.SIGNATURES, fixture.clock(), 1, entries -> {})
                .restore(new BackupRestore.Request(archive, target, false, false, RestorePoint.END, Optional.empty()));
        assertThat(result.identity()).isFalse();
        assertThat(target.resolve("identity.json")).doesNotExist();
        assertThat(fixture.rootsOf(target)).isEqualTo(fixture.rootsOf(data));
    }

    @Test
    void aPositionCountsInTheOrderOfArrival() throws IOException {
        Manifest.GoalEntry goal =
                fixture.archive(data, archive).goal(Fixture.ID).orElseThrow();
        List<Hash> arrived = new java.util.ArrayList<>();
        try (Node node = fixture.open(data)) {
            GoalView view = Fixture.view(node);
            for (int ordinal = 0; ordinal < goal.logSize(); ordinal++) {
                arrived.add(view.log().idOf(ordinal));
            }
        }
        for (int size : List.of(0, 1, 7, goal.logSize() - 1, goal.logSize())) {
            Path directory = temporary.resolve("first-" + size);
            fixture.restore(
                    archive, directory, false, new RestorePoint(Map.of(Fixture.ID, size), OptionalLong.empty()));
            assertThat(ids(directory)).isEqualTo(new HashSet<>(arrived.subList(0, size)));
        }
        assertThatThrownBy(() -> fixture.restore(
                        archive,
                        target,
                        false,
                        new RestorePoint(Map.of(Fixture.ID, goal.logSize() + 1), OptionalLong.empty())))
                .isInstanceOf(BackupRefusedException.class)
                .hasMessageContaining("only " + goal.logSize());
        assertThat(target).doesNotExist();
    }

    @Test
    void aTimeIsTheEntriesOwn() throws IOException {
        try (Node node = fixture.open(data)) {
            assertThat(node.goal(Fixture.ID)
                            .orElseThrow()
                            .dropBody(Fixture.view(node).log().idAt(2)))
                    .isTrue();
        }
        fixture.archive(data, archive);
        long until = Fixture.AT + 15_000;
        BackupRestore.Result result =
                fixture.restore(archive, target, false, new RestorePoint(Map.of(), OptionalLong.of(until)));
        try (Node whole = fixture.open(data);
                Node node = fixture.open(target)) {
            GoalView all = Fixture.view(whole);
            GoalView kept = Fixture.view(node);
            int size = kept.log().size();
            assertThat(size).isGreaterThan(5);
            assertThat(kept.log().root()).isEqualTo(all.log().rootAt(size));
            assertThat(kept.log().timestampAt(size - 1)).isLessThanOrEqualTo(until);
            assertThat(all.log().timestampAt(size)).isGreaterThan(until);
            assertThat(kept.body(kept.entry(2))).isEmpty();
            assertThat(kept.body(kept.entry(1))).isEqualTo(all.body(all.entry(1)));
            assertThat(result.goals().get(0).logRoot()).isEqualTo(kept.log().root());
        }
    }

    @Test
    void aMountPointIsFilledAndAMarkKeepsNodesAwayMeanwhile() throws IOException {
        fixture.archive(data, archive);
        fixture.filled(target, 0, 3);
        Map<String, Hash> before = Fixture.contents(target);
        FilledDirectory filled = new FilledDirectory(target, "20260101T000000Z");
        try (BackupSource source = Backups.open(archive, Fixture.SIGNATURES);
                Staging staging = filled.stage(source.manifest().totalBytes())) {
            source.read(file -> Optional.of(staging.open(file)));
            Path aside = filled.place(staging).orElseThrow();
            assertThat(aside).isEqualTo(target.resolve("before-restore-20260101T000000Z"));
            assertThat(Fixture.contents(aside)).isEqualTo(before);
        }
        assertThat(fixture.rootsOf(target)).isEqualTo(fixture.rootsOf(data));
        UnfinishedRestore.begin(target);
        assertThatThrownBy(() -> fixture.open(target))
                .hasMessageContaining("restore")
                .hasMessageContaining("--force");
        fixture.restore(archive, target, true, RestorePoint.END);
        assertThat(fixture.rootsOf(target)).isEqualTo(fixture.rootsOf(data));
    }

    /** Root may write anywhere: for root there is nothing to see. */
    @Test
    void aDirectoryBesideWhichNothingMayBeMadeIsFilled() throws IOException {
        fixture.archive(data, archive);
        Files.createDirectories(target);
        Set<PosixFilePermission> open = Files.getPosixFilePermissions(target.getParent());
        Files.setPosixFilePermissions(target.getParent(), PosixFilePermissions.fromString("r-xr-xr-x"));
        try {
            Assumptions.assumeFalse(Files.isWritable(target.getParent()));
            fixture.restore(archive, target, false, RestorePoint.END);
        } finally {
            Files.setPosixFilePermissions(target.getParent(), open);
        }
        assertThat(fixture.rootsOf(target)).isEqualTo(fixture.rootsOf(data));
    }

    @Test
    void whatABrokenOffRestoreLeftIsNeitherBackedUpNorFoundSound() throws IOException {
        fixture.filled(target, 0, 3);
        // What there is when the goals have not been moved yet: a directory without any looks like a small sound one.
        Files.move(target.resolve("goals"), temporary.resolve("goals-not-moved-yet"));
        Files.delete(target.resolve("node_state.json"));
        UnfinishedRestore.begin(target);
        assertThatThrownBy(() -> fixture.archive(target, archive))
                .isInstanceOf(MalformedException.class)
                .hasMessageContaining("run the restore again, with --force");
        assertThat(archive).doesNotExist();
        try (DataAudit audit = new DataAudit(target, Fixture.SIGNATURES, 1)) {
            assertThatThrownBy(() -> audit.run(Optional.empty(), false, entries -> {}))
                    .isInstanceOf(MalformedException.class);
        }
        try (BackupStream stream = new BackupStream(
                target, temporary.resolve("stream"), "1", Fixture.SIGNATURES, fixture.clock(), said -> {})) {
            assertThatThrownBy(stream::shipStopped).isInstanceOf(MalformedException.class);
            assertThat(stream.manifest()).isEmpty();
        }
    }

    @Test
    void anEmptyDirectoryStaysEmptyEnoughAfterARestoreThatFailed() throws IOException {
        fixture.archive(data, archive);
        // As a mount point is filled, so is a link.
        Path volume = Files.createDirectory(temporary.resolve("volume"));
        Path linked = Files.createSymbolicLink(temporary.resolve("linked"), volume);
        assertThatThrownBy(() -> new BackupRestore(Fixture.SIGNATURES, fixture.clock(), 1, entries -> {})
                        .restore(new BackupRestore.Request(
                                corrupted(), linked, false, true, RestorePoint.END, Optional.empty())))
                .isInstanceOf(BackupDamagedException.class);
        fixture.restore(archive, linked, false, RestorePoint.END);
        assertThat(fixture.rootsOf(volume)).isEqualTo(fixture.rootsOf(data));
    }

    @Test
    void whereThereIsNoRoomWhatIsLeftOfABrokenOffRestoreIsNamed() throws IOException {
        Path left = Files.createDirectory(temporary.resolve(".data.ian-restore-123"));
        assertThatThrownBy(() -> Staging.create(temporary, ".data.ian-restore-", Long.MAX_VALUE))
                .isInstanceOf(BackupRefusedException.class)
                .hasMessageContaining(left.getFileName().toString());
        assertThatThrownBy(() -> Staging.create(temporary, ".other.ian-restore-", Long.MAX_VALUE))
                .hasMessageEndingWith("free");
    }

    @Test
    void mountPointsAreFoundWithTheirEscapes() throws IOException {
        Path odd = Files.createDirectory(temporary.resolve("a b"));
        String escaped = odd.toRealPath().toString().replace(" ", "\\040");
        List<String> mounts = List.of("36 35 98:0 /mnt1 " + escaped + " rw,noatime master:1 - ext3 /dev/root rw");
        assertThat(MountPoints.contain(mounts, odd)).isTrue();
        assertThat(MountPoints.contain(mounts, temporary)).isFalse();
        assertThat(MountPoints.contain(Path.of("/proc"))).isTrue();
    }

    @Test
    void aBackupOfAnotherNodeIsRefusedWhereOneIsNamed() throws IOException {
        fixture.archive(data, archive);
        assertThatThrownBy(() -> new BackupRestore(Fixture.SIGNATURES, fixture.clock(), 1, entries -> {})
                        .restore(new BackupRestore.Request(
                                archive, target, false, true, RestorePoint.END, Optional.of("ab".repeat(32)))))
                .isInstanceOf(BackupDamagedException.class);
        assertThat(target).doesNotExist();
    }

    /** Its last octet, which the seal guards, is another one. */
    private Path corrupted() throws IOException {
        byte[] octets = Files.readAllBytes(archive);
        octets[octets.length - 1] ^= 1;
        return Files.write(temporary.resolve("corrupted.tar.gz"), octets);
    }

    private Set<Hash> ids(Path directory) throws IOException {
        try (Node node = fixture.open(directory)) {
            GoalView view = Fixture.view(node);
            Set<Hash> ids = new HashSet<>();
            for (int position = 0; position < view.log().size(); position++) {
                ids.add(view.log().idAt(position));
            }
            return ids;
        }
    }

    /** What a restore left beside its target. */
    private List<Path> besides() throws IOException {
        try (Stream<Path> files = Files.list(target.getParent())) {
            return files.filter(path -> !path.equals(target)).toList();
        }
    }

    private static String mode(Path path) {
        try {
            return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
