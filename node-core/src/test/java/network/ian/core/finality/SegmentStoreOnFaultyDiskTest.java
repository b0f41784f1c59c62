package network.ian.core.finality;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import network.ian.core.crypto.Hash;
import network.ian.core.crypto.Sha256;
import network.ian.core.disk.FaultyDisk;
import network.ian.core.disk.Trouble;
import network.ian.core.file.AtomicFile;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Records of finality on a disk that fails: what was appended is there, and nothing else is ever read. */
class SegmentStoreOnFaultyDiskTest {

    private static final Hash TOPIC = Sha256.of(new byte[] {9});
    private static final int BOOTS = 4;
    private static final int APPENDS = 5;

    @Test
    void keepsWhatItAppendedThroughAnyTrouble() throws IOException {
        survive(0, 120);
    }

    @Test
    @Tag("proof")
    void keepsWhatItAppendedThroughThousands() throws IOException {
        survive(1_000, 21_000);
        System.out.println("records of finality on a faulty disk: seeds 1000 to 20999, nothing lost, nothing wrong");
    }

    private static void survive(long from, long to) throws IOException {
        List<Segment> chain = SegmentStoreTest.chain(BOOTS * APPENDS, 9);
        for (long seed = from; seed < to; seed++) {
            survive(seed, chain);
        }
    }

    private static void survive(long seed, List<Segment> chain) throws IOException {
        SplittableRandom random = new SplittableRandom(seed);
        FaultyDisk disk = new FaultyDisk(random.split());
        Path goal = Files.createDirectory(disk.getPath("/goal"));
        AtomicFile.flushDirectory(goal.getParent());
        Set<Segment> appended = new HashSet<>();
        for (int boot = 0; boot < BOOTS; boot++) {
            SegmentStore store = SegmentStore.open(goal, "G", TOPIC);
            Trouble trouble = Trouble.any(random);
            trouble.on(disk, random, 12, 3000);
            for (int append = 0; append < APPENDS; append++) {
                Segment segment = chain.get(boot * APPENDS + append);
                try {
                    store.append(List.of(segment));
                    appended.add(segment);
                } catch (IOException e) {
                    assertThat(e.getMessage()).isNotBlank();
                }
            }
            // A disk that died and is back was switched off between.
            if (trouble == Trouble.DEAD || random.nextBoolean()) {
                disk.cutPower();
            }
            disk.powerOn();
            SegmentStore again = SegmentStore.open(goal, "G", TOPIC);
            for (Segment segment : chain) {
                String about = "seed " + seed + ", boot " + boot;
                boolean found = again.find(segment.fromRoot(), segment.root()).isPresent();
                assertThat(found || !appended.contains(segment)).as(about).isTrue();
                again.find(segment.fromRoot(), segment.root())
                        .ifPresent(read -> assertThat(Segment.concatenated(List.of(read)))
                                .as(about)
                                .containsExactly(Segment.concatenated(List.of(segment))));
            }
        }
    }
}
