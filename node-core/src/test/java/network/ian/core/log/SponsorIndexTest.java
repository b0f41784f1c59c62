package network.ian.core.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class SponsorIndexTest {

    private final SponsorIndex index = new SponsorIndex();
    private final Random random = new Random(4);

    @Test
    void findsWhatWasAddedAndLittleElse() {
        long[] fingerprints = random.longs(20_000).toArray();
        for (int i = 0; i < fingerprints.length; i++) {
            index.add(fingerprints[i], i);
        }
        assertThat(index.size()).isEqualTo(fingerprints.length);
        int strangers = 0;
        for (int i = 0; i < fingerprints.length; i++) {
            assertThat(index.candidates(fingerprints[i])).contains(i);
            strangers += index.candidates(random.nextLong()).length;
        }
        assertThat(strangers).isLessThan(10);
        assertThat(index.memoryBytes() / fingerprints.length).isLessThan(22);
    }

    @Test
    void aPairRepeatedForEverCostsAFixedNumberOfSlots() {
        long fingerprint = random.nextLong();
        for (int ordinal = 0; ordinal < 100_000; ordinal++) {
            index.add(fingerprint, ordinal);
        }
        assertThat(index.candidates(fingerprint)).containsExactly(0, 1, 2, 3);
        assertThat(index.size()).isEqualTo(SponsorIndex.MOST_PER_FINGERPRINT);
    }

    @Test
    void theZeroFingerprintIsLikeAnyOther() {
        index.add(0, 0);
        assertThat(index.candidates(0)).containsExactly(0);
    }
}
