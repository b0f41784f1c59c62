package network.ian.core.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import network.ian.core.crypto.Hash;
import network.ian.core.node.Node;
import network.ian.core.node.OfflineTakedown;
import network.ian.core.state.NodeStateFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BackupCreationTest {

    @TempDir
    Path temporary;

    private final Fixture fixture = new Fixture();
    private Path data;
    private Path archive;

    @BeforeEach
    void name() {
        data = temporary.resolve("data");
        archive = temporary.resolve("backup.tar.gz");
    }

    @Test
    void anArchiveIsGoodAlsoWhereTheDataDirectoryTakesNoNoteOfIt() throws IOException {
        Path data = fixture.filled(temporary.resolve("data"), 0, 3);
        // As a full disk does, or one that is mounted read-only.
        Files.createDirectories(data.resolve(LastBackupFile.NAME));
        Path archive = temporary.resolve("backup.tar.gz");
        fixture.archive(data, archive);
        assertThat(fixture.verify(archive).goals()).hasSize(1);
        assertThat(new LastBackupFile(data).takenAtMs()).isZero();
    }

    @Test
    void aStoppedNodesArchiveHasItsRootsAndIsPrivate() throws IOException {
        fixture.filled(data, 0, 60);
        Files.writeString(data.resolve("peer_scores.json"), "{}");
        Files.writeString(data.resolve("admin.token"), "secret\n");
        Files.writeString(data.resolve("tokens.json"), "{}");
        Manifest manifest = fixture.archive(data, archive);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(archive)))
                .isEqualTo("rw-------");
        assertThat(Fixture.roots(manifest)).isEqualTo(fixture.rootsOf(data));
        assertThat(manifest.files().stream().map(Manifest.FileEntry::path))
                .contains("identity.json", "tokens.json", "peer_scores.json", "node_state.json")
                .contains("goals/" + Fixture.ID + "/spec.json", "goals/" + Fixture.ID + "/log/00000001.segment")
                .doesNotContain("admin.token", "node.lock", "goals/" + Fixture.ID + "/projections/leaderboard.json");
        assertThat(fixture.verify(archive).manifest()).isEqualTo(manifest);
        assertThat(new LastBackupFile(data).takenAtMs()).isEqualTo(manifest.createdAtMs());
        assertThat(leftovers()).isEmpty();
    }

    @Test
    void withoutIdentityThereIsNoSecretInIt() throws IOException {
        fixture.filled(data, 0, 5);
        for (String secret : List.of("tokens.json", "tau_outbox.json")) {
            Files.writeString(data.resolve(secret), "{}");
        }
        Files.createDirectory(data.resolve("certs"));
        Files.writeString(data.resolve("certs/node_key.pem"), "key");
        Manifest manifest = fixture.creation(data)
                .fromStoppedNode(archive, Manifest.Kind.WITHOUT_IDENTITY)
                .manifest();
        assertThat(manifest.files()).noneMatch(file -> BackupPaths.secret(file.path()));
        Manifest full = fixture.archive(data, temporary.resolve("full.tar.gz"));
        assertThat(full.files().stream().map(Manifest.FileEntry::path).filter(BackupPaths::secret))
                .containsExactlyInAnyOrder("certs/node_key.pem", "identity.json", "tokens.json", "tau_outbox.json");
    }

    @Test
    void neverTakesAnothersPlaceAndClearsWhatACrashLeft() throws IOException {
        fixture.filled(data, 0, 3);
        Files.writeString(archive, "mine");
        assertThatThrownBy(() -> fixture.archive(data, archive))
                .isInstanceOf(BackupRefusedException.class)
                .hasMessageContaining("exists");
        assertThat(Files.readString(archive)).isEqualTo("mine");
        Path crashed = Files.writeString(temporary.resolve(".old.tar.gz.12345.ian-backup-tmp"), "half");
        fixture.archive(data, temporary.resolve("second.tar.gz"));
        assertThat(crashed).doesNotExist();
    }

    @Test
    void aRunningNodeGoesOnAndTheCutIsWhatIsInTheArchive() throws IOException {
        try (Node node = fixture.open(data)) {
            Fixture.add(node, 100, 130);
            BackupCut.Source cuts = Fixture.cutOf(node, data);
            List<Hash> atTheCut = Fixture.roots(Fixture.view(node));
            BackupCut.Source thenMore = () -> {
                BackupCut cut = cuts.take();
                // Among them some that belong before what is there.
                Fixture.add(node, 90, 150);
                return cut;
            };
            Manifest manifest = fixture.creation(data)
                    .fromRunningNode(thenMore, archive, Manifest.Kind.FULL)
                    .manifest();
            assertThat(Fixture.roots(manifest)).isEqualTo(atTheCut);
            assertThat(Fixture.view(node).log().size())
                    .isGreaterThan(manifest.goal(Fixture.ID).orElseThrow().logSize());
        }
        assertThat(fixture.verify(archive).goals()).allMatch(report -> report.ok());
    }

    @Test
    void aBodyDroppedBetweenTheReadingsMakesItBeginAnew() throws IOException {
        try (Node node = fixture.open(data)) {
            Fixture.add(node, 0, 20);
            Hash dropped = Fixture.view(node).log().idAt(3);
            AtomicInteger told = new AtomicInteger();
            AtomicInteger cuts = new AtomicInteger();
            BackupCreation creation = new BackupCreation(data, "1", Fixture.SIGNATURES, fixture.clock(), copied -> {
                if (told.getAndIncrement() == 0) {
                    assertThat(node.goal(Fixture.ID).orElseThrow().dropBody(dropped))
                            .isTrue();
                }
            });
            BackupCut.Source source = Fixture.cutOf(node, data);
            creation.fromRunningNode(
                    () -> {
                        cuts.incrementAndGet();
                        return source.take();
                    },
                    archive,
                    Manifest.Kind.FULL);
            assertThat(cuts).hasValue(2);
        }
        fixture.verify(archive);
        Path restored = temporary.resolve("restored");
        fixture.restore(archive, restored, false, RestorePoint.END);
        try (Node node = fixture.open(restored)) {
            assertThat(Fixture.view(node).body(Fixture.view(node).entry(3))).isEmpty();
        }
    }

    @Test
    void aKilledNodesDirectoryIsTakenUpToItsLastCommit() throws IOException {
        fixture.filled(data, 0, 30);
        List<Hash> roots = fixture.rootsOf(data);
        // The state was saved before the last entries came, and behind the last commit something was being written.
        Files.delete(data.resolve(NodeStateFile.NAME));
        Path last = lastLogSegment();
        Files.write(last, new byte[] {0, 0, 1, 0, 7}, java.nio.file.StandardOpenOption.APPEND);
        assertThat(Fixture.roots(fixture.archive(data, archive))).isEqualTo(roots);
        fixture.verify(archive);
    }

    @Test
    void damageIsNotBackedUp() throws IOException {
        fixture.filled(data, 0, 30);
        try (RandomAccessFile file = new RandomAccessFile(lastLogSegment().toFile(), "rw")) {
            file.seek(300);
            int before = file.read();
            file.seek(300);
            file.write(before ^ 4);
        }
        assertThatThrownBy(() -> fixture.archive(data, archive))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("segment");
        assertThat(archive).doesNotExist();
        assertThat(leftovers()).isEmpty();
        assertThat(new LastBackupFile(data).takenAtMs()).isZero();
    }

    @Test
    void aTakedownThatACrashCutShortIsFinishedByANodeFirst() throws IOException {
        fixture.filled(data, 0, 5);
        Files.write(Fixture.goal(data).resolve("bodies/takedown"), new byte[] {1});
        assertThatThrownBy(() -> fixture.archive(data, archive)).hasMessageContaining("start the node once");
    }

    @Test
    void bodiesThatWereDroppedBeforeStayDropped() throws IOException {
        fixture.filled(data, 0, 10);
        Hash id;
        try (Node node = fixture.open(data)) {
            id = Fixture.view(node).log().idAt(5);
        }
        OfflineTakedown.drop(data, Fixture.ID, id);
        fixture.archive(data, archive);
        fixture.verify(archive);
    }

    private Path lastLogSegment() throws IOException {
        try (Stream<Path> files = Files.list(Fixture.goal(data).resolve("log"))) {
            return files.sorted().reduce((a, b) -> b).orElseThrow();
        }
    }

    private List<String> leftovers() throws IOException {
        try (Stream<Path> files = Files.list(temporary)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.startsWith("."))
                    .toList();
        }
    }
}
