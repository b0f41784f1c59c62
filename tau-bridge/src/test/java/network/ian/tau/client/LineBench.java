package network.ian.tau.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import network.ian.core.runtime.ManualClock;
import network.ian.tau.bls.BlsPublicKey;
import network.ian.tau.golden.GoldenVectors;

/** A client of a {@link ScriptedTau}; time goes by only by hand and by the client's pauses. */
final class LineBench implements AutoCloseable {

    /** The whole answer to {@code getsequence}: 4. */
    static final String WHOLE = "{\"status\":\"ok\",\"command\":\"getsequence\",\"data\":{\"sequence_number\":4}}";

    final ManualClock clock = new ManualClock();
    final BlsPublicKey sender =
            GoldenVectors.publicKey(GoldenVectors.transactions().findFirst().orElseThrow());
    final ScriptedTau server = new ScriptedTau();
    final LineTauNode node = connect(Duration.ofSeconds(20));

    LineBench() throws IOException {}

    LineTauNode connect(Duration readTimeout) {
        return new LineTauNode(server, readTimeout, clock, clock::advance);
    }

    /** The broken call left nothing behind: the next one gets its own answer, on a connection of its own. */
    void assertNextIsRight() throws Exception {
        int before = server.accepted();
        server.ok("getsequence", "{\"sequence_number\":99}");
        assertThat(node.sequence(sender)).isEqualTo(99);
        assertThat(server.accepted()).isEqualTo(before + 1);
    }

    @Override
    public void close() throws IOException {
        node.close();
        server.close();
    }
}
