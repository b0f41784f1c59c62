package network.ian.core.projection;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import network.ian.core.crypto.Hash;
import network.ian.core.verdict.Metrics;
import org.junit.jupiter.api.Test;

class RankLeafTest {

    /** The example of docs/PROOFS.md. */
    @Test
    void layout() {
        byte[] id = new byte[Hash.SIZE];
        id[31] = (byte) 0xaa;
        Metrics metrics = new Metrics(1.0, 0.5, 2.0, -1.0, 0.25, 12, 3_000);
        Candidate candidate = new Candidate(9, Hash.wrap(id), 5, Hash.wrap(id), "b\u00e9e", metrics, 0.73);
        assertThat(HexFormat.of().formatHex(RankLeaf.encode(1, candidate)))
                .isEqualTo("00000001"
                        + "00000000000000000000000000000000000000000000000000000000000000aa"
                        + "3fe75c28f5c28f5c"
                        + "3ff0000000000000"
                        + "3fe0000000000000"
                        + "4000000000000000"
                        + "bff0000000000000"
                        + "3fd0000000000000"
                        + "0000000c"
                        + "0000000000000bb8"
                        + "0004"
                        + "62c3a965");
    }
}
