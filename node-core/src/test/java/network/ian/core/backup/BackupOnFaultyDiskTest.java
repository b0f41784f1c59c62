package network.ian.core.backup;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import network.ian.core.crypto.Hash;
import network.ian.core.disk.FaultyDisk;
import network.ian.core.disk.Trouble;
import network.ian.core.file.AtomicFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Backups and restores on a disk that fails: whole or not there, and there once the command said so. */
class BackupOnFaultyDiskTest {

    private static final int ENTRIES = 12;

    @TempDir
    Path temporary;

    private final Fixture fixture = new Fixture();
    private Path data;
    private int made;
    private int restored;

    @BeforeEach
    void filled() throws IOException {
        data = fixture.filled(temporary.resolve("data"), 0, ENTRIES);
    }

    @Test
    void isWholeOrNotThereThroughAnyTrouble() throws IOException {
        survive(0, 4);
    }

    @Test
    @Tag("proof")
    void isWholeOrNotThereThroughHundreds() throws IOException {
        survive(1_000, 2_000);
        System.out.println("backups on a faulty disk: seeds 1000 to 1999, " + made + " made, " + restored
                + " restored in spite of it, the others left nothing half");
    }

    private void survive(long from, long to) throws IOException {
        for (long seed = from; seed < to; seed++) {
            survive(seed);
        }
    }

    private void survive(long seed) throws IOException {
        SplittableRandom random = new SplittableRandom(seed);
        FaultyDisk disk = new FaultyDisk(random.split());
        Path folder = Files.createDirectory(disk.getPath("/backups"));
        AtomicFile.flushDirectory(folder.getParent());
        Path archive = folder.resolve("backup.tar.gz");
        boolean said = made(disk, random, archive);
        assertThat(Files.exists(archive) || !said)
                .as("seed " + seed + ": a backup was said to be made")
                .isTrue();
        List<Hash> roots = Files.exists(archive)
                ? Fixture.roots(fixture.verify(archive).manifest())
                : Fixture.roots(fixture.archive(data, archive));
        Path target = disk.getPath("/srv/new/ian");
        said = restored(disk, random, archive, target);
        assertThat(Files.exists(target) || !said)
                .as("seed " + seed + ": a backup was said to be restored")
                .isTrue();
        if (Files.exists(target)) {
            assertThat(rootsOn(target)).as("seed " + seed).isEqualTo(roots);
        }
    }

    private List<Hash> rootsOn(Path target) throws IOException {
        Path copy = Files.createTempDirectory(temporary, "copy").resolve("data");
        try (var all = Files.walk(target)) {
            for (Path each : all.toList()) {
                Path to = copy.resolve(target.relativize(each).toString());
                if (Files.isDirectory(each)) {
                    Files.createDirectories(to);
                } else {
                    Files.write(to, Files.readAllBytes(each));
                    Files.setPosixFilePermissions(to, AtomicFile.OWNER_ONLY);
                }
            }
        }
        return fixture.rootsOf(copy);
    }

    private boolean made(FaultyDisk disk, SplittableRandom random, Path archive) {
        Trouble.any(random).on(disk, random, 14, 40_000);
        try {
            fixture.archive(data, archive);
            made++;
            return true;
        } catch (IOException e) {
            assertThat(e.getMessage()).isNotBlank();
            return false;
        } finally {
            ends(disk, random);
        }
    }

    private boolean restored(FaultyDisk disk, SplittableRandom random, Path archive, Path target) {
        Trouble.any(random).on(disk, random, 70, 80_000);
        try {
            fixture.restore(archive, target, false, RestorePoint.END);
            restored++;
            return true;
        } catch (IOException e) {
            assertThat(e.getMessage()).isNotBlank();
            return false;
        } finally {
            ends(disk, random);
        }
    }

    private static void ends(FaultyDisk disk, SplittableRandom random) {
        if (random.nextBoolean()) {
            disk.cutPower();
        }
        disk.powerOn();
    }
}
