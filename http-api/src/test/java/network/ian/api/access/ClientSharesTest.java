package network.ian.api.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ClientSharesTest {

    private final ClientShares shares = new ClientShares(3, false);

    @Test
    void givesEachClientItsShareAndNoMore() {
        assertThat(taken("192.0.2.1", 10)).hasSize(3);
        assertThat(taken("192.0.2.2", 10)).hasSize(3);
    }

    @Test
    void countsAnIpv6NetworkAsOneClient() {
        assertThat(taken("2001:db8:0:1::1", 2)).hasSize(2);
        assertThat(taken("[2001:db8:0:1:ffff::2]", 10)).hasSize(1);
        assertThat(taken("2001:db8:0:2::1", 10)).hasSize(3);
    }

    @Test
    void countsWhatIsGivenBackOnce() {
        List<ClientShares.Share> held = taken("192.0.2.1", 3);
        held.get(0).release();
        held.get(0).release();
        assertThat(taken("192.0.2.1", 10)).hasSize(1);
    }

    @Test
    void forgetsClientsThatHoldNothing() {
        List<ClientShares.Share> held = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            held.addAll(taken("192.0.2." + i, 5));
        }
        assertThat(shares.clients()).isEqualTo(200);
        held.forEach(ClientShares.Share::release);
        assertThat(shares.clients()).isZero();
    }

    @Test
    void leavesTheOwnMachineAloneUnlessTold() {
        assertThat(taken("127.0.0.1", 10)).hasSize(10);
        assertThat(taken("::1", 10)).hasSize(10);
        assertThat(shares.clients()).isZero();
        assertThat(new ClientShares(0, true).take("127.0.0.1")).isEmpty();
    }

    private List<ClientShares.Share> taken(String address, int tries) {
        List<ClientShares.Share> taken = new ArrayList<>();
        for (int i = 0; i < tries; i++) {
            Optional<ClientShares.Share> share = shares.take(address);
            share.ifPresent(taken::add);
        }
        return taken;
    }
}
