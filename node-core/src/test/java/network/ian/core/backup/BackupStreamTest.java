package network.ian.core.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import network.ian.core.codec.MalformedException;
import network.ian.core.crypto.Hash;
import network.ian.core.node.Node;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BackupStreamTest {

    @TempDir
    Path temporary;

    private final Fixture fixture = new Fixture();
    private final List<String> said = new ArrayList<>();

    @Test
    void sealedSegmentsAreShippedOnceAndAreABackup() throws IOException {
        Path data = temporary.resolve("data");
        Path folder = temporary.resolve("folder");
        try (Node node = fixture.open(data);
                BackupStream stream = stream(data, folder)) {
            BackupCut.Source cuts = Fixture.cutOf(node, data);
            Fixture.add(node, 0, 5);
            stream.ship(cuts.take(), false);
            assertThat(said).hasSize(1);
            assertThat(said.get(0)).contains("spec.json");
            fixture.verify(folder);

            Fixture.add(node, 5, 60);
            assertThat(stream.ship(cuts.take(), false)).isPositive();
            Manifest.GoalEntry shipped = goal(stream);
            assertThat(shipped.logSize())
                    .isPositive()
                    .isLessThan(Fixture.view(node).log().size());
            fixture.verify(folder);
            Map<String, Hash> before = Fixture.contents(folder);
            assertThat(stream.ship(cuts.take(), false)).isZero();
            assertThat(Fixture.contents(folder)).isEqualTo(before);

            stream.ship(cuts.take(), true);
            assertThat(Fixture.roots(stream.manifest().orElseThrow())).isEqualTo(Fixture.roots(Fixture.view(node)));
            // What was shipped with its tail is never taken back.
            stream.ship(cuts.take(), false);
            assertThat(goal(stream).logSize())
                    .isEqualTo(Fixture.view(node).log().size());
        }
        fixture.verify(folder);
        Path restored = temporary.resolve("restored");
        BackupRestore.Result result = fixture.restore(folder, restored, false, RestorePoint.END);
        assertThat(result.identity()).isFalse();
        assertThat(fixture.rootsOf(restored)).isEqualTo(fixture.rootsOf(data));
    }

    @Test
    void goesOnAfterACrashWithoutRewritingWhatIsThere() throws IOException {
        Path data = fixture.filled(temporary.resolve("data"), 0, 30);
        Path folder = temporary.resolve("folder");
        try (BackupStream stream = stream(data, folder)) {
            assertThat(stream.shipStopped()).isPositive();
        }
        Path log = folder.resolve("goals/" + Fixture.ID + "/log/00000000.segment");
        FileTime time = FileTime.fromMillis(1_000_000);
        Files.setLastModifiedTime(log, time);
        // Ended between a file and the manifest, and in the middle of another file.
        Files.delete(folder.resolve(Manifest.NAME));
        Files.writeString(log.resolveSibling(".00000001.segment.ian-stream-tmp"), "half");
        fixture.filled(data, 30, 60);
        try (BackupStream stream = stream(data, folder)) {
            stream.shipStopped();
            assertThat(Fixture.roots(stream.manifest().orElseThrow())).isEqualTo(fixture.rootsOf(data));
        }
        assertThat(Files.getLastModifiedTime(log)).isEqualTo(time);
        fixture.verify(folder);
    }

    @Test
    void aFolderThatGrewBeforeItsManifestIsABackupUpToTheManifest() throws IOException {
        Path data = fixture.filled(temporary.resolve("data"), 0, 5);
        Path folder = temporary.resolve("folder");
        try (BackupStream stream = stream(data, folder)) {
            stream.shipStopped();
        }
        byte[] manifest = Files.readAllBytes(folder.resolve(Manifest.NAME));
        List<Hash> roots = fixture.rootsOf(data);
        fixture.filled(data, 5, 10);
        try (BackupStream stream = stream(data, folder)) {
            stream.shipStopped();
        }
        Files.write(folder.resolve(Manifest.NAME), manifest);
        assertThat(Fixture.roots(fixture.verify(folder).manifest())).isEqualTo(roots);
        fixture.restore(folder, temporary.resolve("restored"), false, RestorePoint.END);
        assertThat(fixture.rootsOf(temporary.resolve("restored"))).isEqualTo(roots);
    }

    @Test
    void somethingElseOfThatNameIsAnError() throws IOException {
        Path data = fixture.filled(temporary.resolve("data"), 0, 5);
        Path folder = temporary.resolve("folder");
        try (BackupStream stream = stream(data, folder)) {
            stream.shipStopped();
        }
        Path log = folder.resolve("goals/" + Fixture.ID + "/log/00000000.segment");
        byte[] damaged = Files.readAllBytes(log);
        damaged[200] ^= 1;
        Files.write(log, damaged);
        assertThatThrownBy(() -> fixture.verify(folder))
                .isInstanceOf(BackupDamagedException.class)
                .hasMessageContaining("00000000.segment");
        try (BackupStream stream = stream(data, folder)) {
            assertThatThrownBy(stream::shipStopped)
                    .isInstanceOf(BackupRefusedException.class)
                    .hasMessageContaining("something else");
        }
        assertThat(Files.readAllBytes(log)).isEqualTo(damaged);
    }

    @Test
    void aFolderIsOneNodesAndOneProcesss() throws IOException {
        Path data = fixture.filled(temporary.resolve("data"), 0, 3);
        Path folder = temporary.resolve("folder");
        try (BackupStream stream = stream(data, folder)) {
            stream.shipStopped();
            assertThatThrownBy(() -> stream(data, folder)).isInstanceOf(MalformedException.class);
        }
        Path other = fixture.filled(temporary.resolve("other"), 0, 3);
        Files.delete(other.resolve("identity.json"));
        network.ian.core.identity.IdentityFile.loadOrCreate(
                other.resolve("identity.json"), new java.security.SecureRandom());
        assertThatThrownBy(() -> stream(other, folder)).isInstanceOf(BackupRefusedException.class);
    }

    @Test
    void aBodyThatIsDroppedIsDroppedInTheFolderToo() throws IOException {
        Path data = temporary.resolve("data");
        Path folder = temporary.resolve("folder");
        try (Node node = fixture.open(data);
                BackupStream stream = stream(data, folder)) {
            BackupCut.Source cuts = Fixture.cutOf(node, data);
            Fixture.add(node, 0, 10);
            stream.ship(cuts.take(), true);
            Path bodies = Fixture.goal(data).resolve("bodies/00000000.segment");
            Files.setLastModifiedTime(bodies, FileTime.fromMillis(1_000_000));
            stream.ship(cuts.take(), true);
            said.clear();
            Hash id = Fixture.view(node).log().idAt(4);
            assertThat(node.goal(Fixture.ID).orElseThrow().dropBody(id)).isTrue();
            stream.ship(cuts.take(), true);
            assertThat(said).hasSize(1);
            assertThat(said.get(0)).contains("bodies were dropped");
            assertThat(Files.mismatch(bodies, folder.resolve("goals/" + Fixture.ID + "/bodies/00000000.segment")))
                    .isEqualTo(-1);
        }
        fixture.verify(folder);
    }

    @Test
    void aFolderIsWholeAlsoWhenShippingEndsAfterABodyWasDroppedThere() throws IOException {
        Path data = temporary.resolve("data");
        Path folder = temporary.resolve("folder");
        try (Node node = fixture.open(data)) {
            BackupCut.Source cuts = Fixture.cutOf(node, data);
            Fixture.add(node, 0, 10);
            try (BackupStream stream = stream(data, folder)) {
                stream.ship(cuts.take(), true);
            }
            Fixture.add(node, 10, 12);
            Hash id = Fixture.view(node).log().idAt(4);
            assertThat(node.goal(Fixture.ID).orElseThrow().dropBody(id)).isTrue();
            // As if the process were killed there: nothing after this is shipped, nor the manifest written.
            try (BackupStream killed =
                    new BackupStream(data, folder, "1", Fixture.SIGNATURES, fixture.clock(), shipped -> {
                        if (shipped.contains("bodies were dropped")) {
                            throw new IllegalStateException("killed");
                        }
                    })) {
                assertThatThrownBy(() -> killed.ship(cuts.take(), true)).hasMessage("killed");
            }
        }
        BackupVerification.Result sound = fixture.verify(folder);
        assertThat(sound.manifest().goal(Fixture.ID).orElseThrow().logSize()).isEqualTo(10);
        try (BackupStream again = stream(data, folder)) {
            again.shipStopped();
        }
        Manifest whole = fixture.verify(folder).manifest();
        assertThat(whole.goal(Fixture.ID).orElseThrow().logSize()).isEqualTo(12);
    }

    @Test
    void aFolderOfBackupsIsListedByTimeWithWhatIsWrong() throws IOException {
        Path data = fixture.filled(temporary.resolve("data"), 0, 3);
        Path folder = Files.createDirectory(temporary.resolve("backups"));
        fixture.archive(data, folder.resolve("b.tar.gz"));
        Files.writeString(folder.resolve("a.tar.gz"), "no archive");
        Files.writeString(folder.resolve("readme.txt"), "no backup");
        try (BackupStream stream = stream(data, folder.resolve("stream"))) {
            stream.shipStopped();
        }
        List<BackupFolder.Found> found = new BackupFolder(Fixture.SIGNATURES).list(folder);
        assertThat(found.stream().map(backup -> backup.path().getFileName().toString()))
                .containsExactly("b.tar.gz", "stream", "a.tar.gz");
        assertThat(found.get(2).problem()).contains("does not begin");
    }

    private BackupStream stream(Path data, Path folder) throws IOException {
        return new BackupStream(data, folder, "1", Fixture.SIGNATURES, fixture.clock(), said::add);
    }

    private static Manifest.GoalEntry goal(BackupStream stream) {
        return stream.manifest().orElseThrow().goal(Fixture.ID).orElseThrow();
    }
}
