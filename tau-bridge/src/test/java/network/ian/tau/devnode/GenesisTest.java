package network.ian.tau.devnode;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import network.ian.tau.golden.GoldenVectors;
import org.junit.jupiter.api.Test;

/** Goals' specs are pinned to these values: they never change. */
class GenesisTest {

    @Test
    void block0NeverChanges() {
        assertThat(DevNode.BLOCK_0.hex()).isEqualTo("06dbc2a314653957474c4e679e958bfb5a1eab206ab1f94fbf6ad5f24f7a86b6");
        assertThat(Genesis.BLOCK.header().hash()).isEqualTo(DevNode.BLOCK_0);
        assertThat(Genesis.BLOCK.header().isSignedBy(DevNode.VALIDATOR, Genesis.BLOCK.proof()))
                .isTrue();
    }

    @Test
    void theCommitterIsTheSenderOfTheGoldenVectors() {
        assertThat(GoldenVectors.transactions())
                .allSatisfy(vector -> assertThat(GoldenVectors.secretKey(vector).publicKey())
                        .isEqualTo(DevNode.COMMITTER_SECRET.publicKey()));
    }

    @Test
    void anAnchorNamesAllThree() {
        ObjectNode anchor = DevNode.anchor(3, Duration.ofMinutes(15), Duration.ofSeconds(5));
        assertThat(anchor.toString())
                .isEqualTo("{\"chain\":\"tau\",\"block0\":\"" + DevNode.BLOCK_0.hex() + "\",\"validators\":[\""
                        + DevNode.VALIDATOR.hex() + "\"],\"committer\":\"" + Bench.COMMITTER
                        + "\",\"confirmations\":3,\"settle_s\":900,\"lag_s\":5}");
    }
}
