package network.ian.p2p.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import network.ian.core.config.HostPort;
import network.ian.core.crypto.SigningKey;
import network.ian.core.identity.NodeIdentity;
import network.ian.p2p.port.Dialing;
import network.ian.p2p.wire.AddressRecord;
import network.ian.p2p.wire.AddressSigner;
import org.junit.jupiter.api.Test;

class OwnAddressTest {

    private static final InetSocketAddress LISTENING = new InetSocketAddress(InetAddress.getLoopbackAddress(), 9000);

    private final List<HostPort> told = new ArrayList<>();
    private final List<Boolean> done = new ArrayList<>();
    private List<InetAddress> found = List.of();

    private final Dialing names = new Dialing() {
        @Override
        public void dial(HostPort address, Consumer<String> failed) {
            throw new AssertionError("nobody is to be dialled");
        }

        @Override
        public void resolve(String host, Consumer<List<InetAddress>> resolved) {
            assertThat(host).isEqualTo("node.example.org");
            resolved.accept(found);
        }
    };

    @Test
    void configuredNameIsToldAsAnAddress() throws UnknownHostException {
        OwnAddress own = own(Optional.of(new HostPort("node.example.org", 9100)));
        assertThat(own.record()).isEmpty();
        own.renew(names, done::add);
        assertThat(told).isEmpty();
        assertThat(own.known()).isEmpty();

        found = List.of(InetAddress.getByName("203.0.113.7"), InetAddress.getByName("203.0.113.8"));
        own.renew(names, done::add);
        found = List.of(InetAddress.getByName("203.0.113.8"), InetAddress.getByName("203.0.113.7"));
        own.renew(names, done::add);
        found = List.of();
        own.renew(names, done::add);
        found = List.of(InetAddress.getByName("2001:db8::1"));
        own.renew(names, done::add);

        assertThat(told)
                .extracting(HostPort::toString)
                .containsExactly(
                        "203.0.113.7:9100", "203.0.113.7:9100", new HostPort("2001:db8:0:0:0:0:0:1", 9100).toString());
        assertThat(done).containsExactly(false, true, true, false, true);
    }

    @Test
    void nearEndDoesNotReplaceAConfiguredName() {
        OwnAddress own = own(Optional.of(new HostPort("node.example.org", 9100)));
        own.seen(new InetSocketAddress("10.1.2.3", 40_000));
        assertThat(own.known()).isEmpty();
    }

    @Test
    void literalNeedsNoLookUp() {
        OwnAddress own = own(Optional.of(new HostPort("198.51.100.4", 9100)));
        own.renew(
                new Dialing() {
                    @Override
                    public void dial(HostPort address, Consumer<String> failed) {
                        throw new AssertionError("nobody is to be dialled");
                    }

                    @Override
                    public void resolve(String host, Consumer<List<InetAddress>> resolved) {
                        throw new AssertionError("a literal is not looked up");
                    }
                },
                done::add);
        assertThat(told).containsExactly(new HostPort("198.51.100.4", 9100));
        assertThat(done).containsExactly(true);
    }

    private OwnAddress own(Optional<HostPort> configured) {
        NodeIdentity identity = new NodeIdentity(SigningKey.fromSeed(new byte[SigningKey.SEED_SIZE]));
        Clock clock = Clock.fixed(Instant.ofEpochMilli(1_000), ZoneOffset.UTC);
        OwnAddress own = new OwnAddress(new AddressSigner(identity.signer(), "ian-test"), clock, configured, LISTENING);
        own.onChange((AddressRecord record) -> told.add(record.address()));
        return own;
    }
}
