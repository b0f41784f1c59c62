package network.ian.core.disk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.SplittableRandom;
import network.ian.core.file.AtomicFile;
import org.junit.jupiter.api.Test;

/** The disk of the fault tests forgets what it should and nothing else: otherwise they would show nothing. */
class FaultyDiskTest {

    private static final int SEEDS = 200;

    @Test
    void whatWasSyncedOutlivesEveryPowerCut() throws IOException {
        for (int seed = 0; seed < SEEDS; seed++) {
            FaultyDisk disk = new FaultyDisk(new SplittableRandom(seed));
            Path directory = durableDirectory(disk);
            AtomicFile.write(directory.resolve("file"), bytes("kept"), AtomicFile.OWNER_ONLY);
            cut(disk);
            assertThat(Files.readString(directory.resolve("file"))).isEqualTo("kept");
        }
    }

    @Test
    void namesThatWereNotSyncedComeAndGo() throws IOException {
        Set<String> seen = new HashSet<>();
        for (int seed = 0; seed < SEEDS; seed++) {
            FaultyDisk disk = new FaultyDisk(new SplittableRandom(seed));
            Path directory = durableDirectory(disk);
            AtomicFile.write(directory.resolve("file"), bytes("old"), AtomicFile.OWNER_ONLY);
            Path next = directory.resolve("next");
            try (FileChannel channel =
                    FileChannel.open(next, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
                channel.write(ByteBuffer.wrap(bytes("new")));
                channel.force(true);
            }
            Files.move(next, directory.resolve("file"), StandardCopyOption.ATOMIC_MOVE);
            cut(disk);
            seen.add(Files.readString(directory.resolve("file")) + (Files.exists(next) ? " and next" : ""));
        }
        assertThat(seen).contains("old", "new");
    }

    @Test
    void sectorsThatWereNotSyncedAreTorn() throws IOException {
        Set<String> seen = new HashSet<>();
        for (int seed = 0; seed < SEEDS; seed++) {
            FaultyDisk disk = new FaultyDisk(new SplittableRandom(seed));
            Path file = durableDirectory(disk).resolve("file");
            AtomicFile.write(file, filled('o'), AtomicFile.OWNER_ONLY);
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
                channel.write(ByteBuffer.wrap(filled('n')), 0);
            }
            cut(disk);
            byte[] left = Files.readAllBytes(file);
            seen.add("" + (char) left[0] + (char) left[512] + (char) left[1024]);
        }
        assertThat(seen).contains("ooo", "nnn", "non", "ono");
    }

    @Test
    void aSyncAfterAFailedOneWritesNothing() throws IOException {
        boolean lost = false;
        for (int seed = 0; seed < SEEDS; seed++) {
            FaultyDisk disk = new FaultyDisk(new SplittableRandom(seed));
            Path file = durableDirectory(disk).resolve("file");
            AtomicFile.write(file, filled('o'), AtomicFile.OWNER_ONLY);
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
                channel.write(ByteBuffer.wrap(filled('n')), 0);
                disk.failWhen((operation, path) -> {
                    if (operation == Operation.SYNC) {
                        throw new IOException("Input/output error");
                    }
                });
                assertThatThrownBy(() -> channel.force(true)).hasMessage("Input/output error");
                disk.heal();
                channel.force(true);
            }
            assertThat(Files.readAllBytes(file)).isEqualTo(filled('n'));
            cut(disk);
            lost |= !Arrays.equals(Files.readAllBytes(file), filled('n'));
        }
        assertThat(lost).isTrue();
    }

    @Test
    void aFullDiskTakesWhatFitsAndAnOpenFileDiesWithThePower() throws IOException {
        FaultyDisk disk = new FaultyDisk(new SplittableRandom(1));
        Path file = durableDirectory(disk).resolve("file");
        disk.limitTo(100);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            assertThat(channel.write(ByteBuffer.wrap(filled('n')))).isEqualTo(100);
            assertThatThrownBy(() -> channel.write(ByteBuffer.wrap(filled('n'))))
                    .hasMessage("No space left on device");
            cut(disk);
            assertThatThrownBy(() -> channel.force(true)).hasMessageEndingWith("the power is off");
        }
    }

    private static Path durableDirectory(FaultyDisk disk) throws IOException {
        Path directory = Files.createDirectory(disk.getPath("/data"));
        AtomicFile.flushDirectory(directory.getParent());
        return directory;
    }

    private static void cut(FaultyDisk disk) {
        disk.cutPower();
        disk.powerOn();
    }

    private static byte[] filled(char octet) {
        byte[] octets = new byte[3 * 512];
        Arrays.fill(octets, (byte) octet);
        return octets;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
