package network.ian.core.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import network.ian.core.disk.FaultyDisk;
import network.ian.core.disk.Trouble;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A file that is replaced is the old one or the new one, whole, whatever the disk does; the new one once it was said. */
class AtomicFileOnFaultyDiskTest {

    private static final int WRITES = 6;

    @Test
    void isOldOrNewThroughAnyTrouble() throws IOException {
        survives(0, 300);
    }

    @Test
    @Tag("proof")
    void isOldOrNewThroughThousands() throws IOException {
        survives(1_000, 31_000);
        System.out.println("replaced files on a faulty disk: seeds 1000 to 30999, all old or new");
    }

    private static void survives(long from, long to) throws IOException {
        for (long seed = from; seed < to; seed++) {
            survives(seed);
        }
    }

    private static void survives(long seed) throws IOException {
        SplittableRandom random = new SplittableRandom(seed);
        FaultyDisk disk = new FaultyDisk(random.split());
        Path directory = Files.createDirectory(disk.getPath("/data"));
        AtomicFile.flushDirectory(directory.getParent());
        Path file = directory.resolve("state.json");
        // As text, so that contents are compared; empty: no file.
        Set<String> possible = new HashSet<>(Set.of(""));
        for (int write = 0; write < WRITES; write++) {
            String about = "seed " + seed + ", write " + write;
            Trouble.any(random).on(disk, random, 8, 3000);
            byte[] content = content(random);
            try {
                AtomicFile.write(file, content, AtomicFile.OWNER_ONLY);
                possible.clear();
            } catch (IOException e) {
                assertThat(e)
                        .as(about)
                        .hasMessageMatching("(?s).*(" + Trouble.ERROR + "|power is off|No space left).*");
            }
            possible.add(HexFormat.of().formatHex(content));
            boolean cut = disk.isOff() || random.nextBoolean();
            if (cut) {
                disk.cutPower();
            }
            disk.powerOn();
            String found = Files.exists(file) ? HexFormat.of().formatHex(Files.readAllBytes(file)) : "";
            assertThat(possible.contains(found)).as(about).isTrue();
            if (cut) {
                possible.clear();
                possible.add(found);
            }
            AtomicFile.removeLeftovers(directory);
            try (Stream<Path> files = Files.list(directory)) {
                assertThat(files.filter(left -> !left.equals(file))).as(about).isEmpty();
            }
        }
    }

    private static byte[] content(SplittableRandom random) {
        byte[] content = new byte[1 + random.nextInt(2000)];
        random.nextBytes(content);
        return content;
    }
}
