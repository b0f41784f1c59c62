package network.ian.core.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever octet of an archive is another one than was written, it is refused, and says what is wrong. */
class FlippedByteTest {

    private static final int SAMPLE = 60;

    @TempDir
    Path temporary;

    private byte[] archive;
    private Path changed;

    @BeforeEach
    void makeArchive() throws IOException {
        Fixture fixture = new Fixture();
        Path data = fixture.filled(temporary.resolve("data"), 0, 3);
        Path file = temporary.resolve("backup.tar.gz");
        fixture.archive(data, file);
        archive = Files.readAllBytes(file);
        changed = temporary.resolve("changed.tar.gz");
        Files.write(changed, archive);
        fixture.verify(changed);
    }

    @Test
    void aSampleOfFlipsIsRefused() throws IOException {
        Random random = seeded();
        int[] sample = random.ints(SAMPLE, 0, archive.length).toArray();
        int ends = Seal.SIZE + Seal.TRAILER_SIZE;
        flipEach(IntStream.concat(IntStream.of(sample), ends(ends)).toArray(), random);
    }

    @Test
    @Tag("proof")
    void everyFlipIsRefused() throws IOException {
        flipEach(IntStream.range(0, archive.length).toArray(), seeded());
    }

    @Test
    void whatIsCutOrAppendedIsRefused() throws IOException {
        Random random = seeded();
        for (int length : random.ints(30, 0, archive.length).toArray()) {
            requireRefused(Arrays.copyOf(archive, length), "cut to " + length);
        }
        requireRefused(Arrays.copyOf(archive, archive.length + 1), "one octet more");
        byte[] twice = Arrays.copyOf(archive, 2 * archive.length);
        System.arraycopy(archive, 0, twice, archive.length, archive.length);
        requireRefused(twice, "twice");
    }

    private IntStream ends(int size) {
        return IntStream.concat(
                IntStream.range(0, Seal.HEADER_SIZE), IntStream.range(archive.length - size, archive.length));
    }

    private void flipEach(int[] offsets, Random random) throws IOException {
        Map<String, Integer> said = new TreeMap<>();
        for (int offset : offsets) {
            byte[] flipped = archive.clone();
            flipped[offset] ^= (byte) (1 << random.nextInt(8));
            said.merge(requireRefused(flipped, "offset " + offset), 1, Integer::sum);
        }
        System.out.println(
                offsets.length + " flips in an archive of " + archive.length + " octets, all refused: " + said);
        try (Stream<Path> left = Files.list(temporary)) {
            assertThat(left).noneMatch(path -> path.getFileName().toString().startsWith(".ian-verify-"));
        }
    }

    /** What it said, without the numbers. */
    private String requireRefused(byte[] octets, String what) throws IOException {
        Files.write(changed, octets);
        String[] message = new String[1];
        assertThatThrownBy(() -> Fixture.verification().verify(changed, temporary, false, java.util.Optional.empty()))
                .as(what)
                .isInstanceOf(BackupDamagedException.class)
                .satisfies(thrown -> message[0] = thrown.getMessage());
        assertThat(message[0]).isNotBlank();
        return message[0].replaceAll("[0-9]+", "N").replaceAll("goals/.*segment", "SEGMENT");
    }

    private static Random seeded() {
        long seed = Long.getLong("ian.test.seed", System.nanoTime());
        System.out.println("flipped bytes: seed " + seed);
        return new Random(seed);
    }
}
