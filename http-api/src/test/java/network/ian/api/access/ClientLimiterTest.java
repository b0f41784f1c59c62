package network.ian.api.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ClientLimiterTest {

    private static final long SECOND = 1_000_000_000L;

    private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - SECOND);
    private final ClientLimiter limiter = new ClientLimiter(10, 20, false, now::get);

    @Test
    void letsABurstPassAndThenTheRate() {
        assertThat(passed("192.0.2.1", 100)).isEqualTo(20);
        now.addAndGet(SECOND / 2);
        assertThat(passed("192.0.2.1", 100)).isEqualTo(5);
        now.addAndGet(3600 * SECOND);
        assertThat(passed("192.0.2.1", 100)).isEqualTo(20);
    }

    @Test
    void tellsClientsApart() {
        assertThat(passed("192.0.2.1", 100)).isEqualTo(20);
        assertThat(passed("192.0.2.2", 100)).isEqualTo(20);
        assertThat(passed("2001:db8:0:1::1", 100)).isEqualTo(20);
    }

    @Test
    void countsAnIpv6NetworkAsOneClient() {
        assertThat(passed("[2001:db8:0:1::1]", 100)).isEqualTo(20);
        assertThat(passed("2001:db8:0:1:ffff:ffff:ffff:ffff", 1)).isZero();
        assertThat(passed("2001:db8:0:2::1", 100)).isEqualTo(20);
        assertThat(passed("::ffff:192.0.2.9", 100)).isEqualTo(20);
        assertThat(passed("192.0.2.9", 1)).isZero();
    }

    @Test
    void leavesTheOwnMachineAloneUnlessTold() {
        assertThat(passed("127.0.0.1", 100)).isEqualTo(100);
        assertThat(passed("127.9.9.9", 100)).isEqualTo(100);
        assertThat(passed("[0:0:0:0:0:0:0:1]", 100)).isEqualTo(100);
        ClientLimiter strict = new ClientLimiter(1, 1, true, now::get);
        assertThat(strict.secondsToWait("127.0.0.1")).isZero();
        assertThat(strict.secondsToWait("127.0.0.1")).isEqualTo(1);
    }

    @Test
    void saysHowLongToWait() {
        ClientLimiter slow = new ClientLimiter(1, 2, false, now::get);
        assertThat(slow.secondsToWait("192.0.2.1")).isZero();
        assertThat(slow.secondsToWait("192.0.2.1")).isZero();
        assertThat(slow.secondsToWait("192.0.2.1")).isEqualTo(1);
        now.addAndGet(SECOND - 1);
        assertThat(slow.secondsToWait("192.0.2.1")).isEqualTo(1);
        now.addAndGet(1);
        assertThat(slow.secondsToWait("192.0.2.1")).isZero();
    }

    private int passed(String address, int requests) {
        int passed = 0;
        for (int i = 0; i < requests; i++) {
            passed += limiter.secondsToWait(address) == 0 ? 1 : 0;
        }
        return passed;
    }
}
