package network.ian.p2p.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
import network.ian.core.crypto.Hash;
import network.ian.core.crypto.Sha256;
import org.junit.jupiter.api.Test;

class WithholdersTest {

    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);
    private static final Hash NODE = hash(0);

    private final Withholders withholders = new Withholders();

    @Test
    void anIdIsNotAskedForForAMinuteThenTwoAnHourAtMost() {
        long now = -5;
        for (long pause = 60; pause < 4 * 3_600; pause *= 2) {
            withholders.withheld(NODE, hash(1), now);
            long expected = Math.min(pause, 3_600) * SECOND;
            assertThat(withholders.withholds(NODE, hash(1), now + expected - 1)).isTrue();
            assertThat(withholders.withholds(NODE, hash(1), now + expected)).isFalse();
            now += expected;
        }
        assertThat(withholders.withholds(hash(9), hash(1), 0)).isFalse();
        assertThat(withholders.withholds(NODE, hash(2), 0)).isFalse();
    }

    @Test
    void whatIsSuppliedAfterAllIsForgotten() {
        withholders.withheld(NODE, hash(1), 0);
        withholders.withheld(NODE, hash(2), 0);
        withholders.supplied(NODE, hash(1));
        assertThat(withholders.withholds(NODE, hash(1), 1)).isFalse();
        assertThat(withholders.withholds(NODE, hash(2), 1)).isTrue();
        withholders.supplied(NODE, hash(2));
        assertThat(withholders.size()).isZero();
    }

    @Test
    void sixtyFourIdsBarForAnHourFromTheLastAndSupplyingOneDoesNotEndIt() {
        for (int id = 0; id < Withholders.LIMIT; id++) {
            assertThat(withholders.barred(NODE, 0)).isFalse();
            withholders.withheld(NODE, hash(id), id);
        }
        long last = Withholders.LIMIT - 1;
        withholders.withheld(NODE, hash(1_000), last + SECOND);
        withholders.withheld(NODE, hash(3), last + SECOND);
        withholders.supplied(NODE, hash(3));
        assertThat(withholders.barred(NODE, last + Withholders.BARRED_NANOS - 1))
                .isTrue();
        assertThat(withholders.barred(NODE, last + Withholders.BARRED_NANOS)).isFalse();
        assertThat(withholders.size()).isZero();
    }

    private static Hash hash(int number) {
        return Sha256.of(ByteBuffer.allocate(4).putInt(0, number).array());
    }
}
