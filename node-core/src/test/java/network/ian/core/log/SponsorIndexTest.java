package network.ian.core.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import network.ian.core.crypto.Hash;
import org.junit.jupiter.api.Test;

class SponsorIndexTest {

    private final SponsorIndex index = new SponsorIndex(Entries.SALT);
    private final Random random = new Random(4);

    @Test
    void findsWhatWasAddedAndLittleElse() {
        Hash[] packs = new Hash[20_000];
        for (int i = 0; i < packs.length; i++) {
            packs[i] = Entries.id(random);
            index.add(index.fingerprint("agent-" + i % 7, packs[i]), i);
        }
        assertThat(index.size()).isEqualTo(packs.length);
        int strangers = 0;
        for (int i = 0; i < packs.length; i++) {
            assertThat(index.candidates(index.fingerprint("agent-" + i % 7, packs[i])))
                    .contains(i);
            strangers += index.candidates(index.fingerprint("agent-" + (i + 1) % 7, packs[i])).length;
        }
        assertThat(strangers).isLessThan(10);
        assertThat(index.memoryBytes() / packs.length).isLessThan(22);
    }

    @Test
    void aPairRepeatedForEverCostsAFixedNumberOfSlots() {
        long fingerprint = index.fingerprint("agent", Entries.id(random));
        for (int ordinal = 0; ordinal < 100_000; ordinal++) {
            index.add(fingerprint, ordinal);
        }
        assertThat(index.candidates(fingerprint)).containsExactly(0, 1, 2, 3);
        assertThat(index.size()).isEqualTo(SponsorIndex.MOST_PER_FINGERPRINT);
    }

    @Test
    void fingerprintsDependOnBothPartsAndOnTheSalt() {
        Hash pack = Entries.id(random);
        long fingerprint = index.fingerprint("agent", pack);
        assertThat(index.fingerprint("agent", pack)).isEqualTo(fingerprint);
        assertThat(index.fingerprint("agenT", pack)).isNotEqualTo(fingerprint);
        assertThat(index.fingerprint("agent", Entries.id(random))).isNotEqualTo(fingerprint);
        assertThat(new SponsorIndex(new IdSalt(1, 2)).fingerprint("agent", pack))
                .isNotEqualTo(fingerprint);
    }

    @Test
    void theZeroFingerprintIsLikeAnyOther() {
        index.add(0, 0);
        assertThat(index.candidates(0)).containsExactly(0);
    }
}
