package network.ian.p2p.transport;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBufAllocator;
import org.junit.jupiter.api.Test;

/** The watch itself: a buffer that nobody releases is found. */
class LeakWatchTest {

    @Test
    void findsABufferThatWasNotReleased() {
        new LeakWatch().beforeAll(null);
        int lost = 0;
        for (int i = 0; i < 8; i++) {
            lost += ByteBufAllocator.DEFAULT.heapBuffer(100).capacity() > 0 ? 1 : 0;
        }
        assertThat(lost).isEqualTo(8);
        assertThat(LeakWatch.collect()).isNotEmpty();
        new LeakWatch().beforeAll(null);
        assertThat(LeakWatch.collect()).isEmpty();
    }
}
