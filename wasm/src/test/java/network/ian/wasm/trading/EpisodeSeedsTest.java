package network.ian.wasm.trading;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import network.ian.core.crypto.Hash;
import org.junit.jupiter.api.Test;

class EpisodeSeedsTest {

    private final Hash topic = Agents.goal().topic();

    @Test
    void areTheHashOfTopicAndEpisode() throws NoSuchAlgorithmException {
        for (int episode : new int[] {0, 1, 258}) {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            sha256.update("ian/v1/agent-seed\0".getBytes(StandardCharsets.US_ASCII));
            sha256.update(topic.view());
            sha256.update(new byte[] {0, 0, (byte) (episode >> 8), (byte) episode});
            byte[] first = Arrays.copyOf(sha256.digest(), 8);
            assertThat(EpisodeSeeds.seed(topic, episode)).isEqualTo(new BigInteger(first).longValue());
        }
    }

    @Test
    void differ() {
        Set<Long> seeds = new HashSet<>();
        for (int episode = 0; episode < 1000; episode++) {
            seeds.add(EpisodeSeeds.seed(topic, episode));
        }
        assertThat(seeds).hasSize(1000);
    }
}
