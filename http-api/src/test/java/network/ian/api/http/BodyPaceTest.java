package network.ian.api.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class BodyPaceTest {

    private static final long SECOND = 1_000_000_000L;
    private static final int RATE = 16 * 1024;

    private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - SECOND);
    private final BodyPace pace = new BodyPace(now::get);

    @Test
    void givesEveryBodyTimeToBegin() {
        now.addAndGet(5 * SECOND);
        passes(0);
        now.addAndGet(1);
        refuses(0, "16384 bytes a second");
    }

    @Test
    void asksForTheRateOnAverage() {
        now.addAndGet(6 * SECOND);
        refuses(6 * RATE - 1, "16384 bytes a second");
        passes(6 * RATE);
        now.addAndGet(40 * SECOND);
        refuses(46 * RATE - 1, "16384 bytes a second");
        passes(46 * RATE);
    }

    @Test
    void waitsAMinuteAtMost() {
        now.addAndGet(60 * SECOND);
        passes(60 * RATE);
        now.addAndGet(1);
        refuses(Integer.MAX_VALUE, "longer than a minute");
    }

    private void passes(long bytes) {
        assertThatCode(() -> pace.require(bytes)).doesNotThrowAnyException();
    }

    private void refuses(long bytes, String why) {
        Answer refused = catchThrowableOfType(RefusedException.class, () -> pace.require(bytes))
                .answer();
        assertThat(refused.status()).isEqualTo(408);
        assertThat(refused.body().toString()).contains(why);
    }
}
