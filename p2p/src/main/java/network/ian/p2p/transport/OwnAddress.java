package network.ian.p2p.transport;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Consumer;
import network.ian.core.config.HostPort;
import network.ian.p2p.wire.AddressRecord;
import network.ian.p2p.wire.AddressSigner;

/**
 * Where this node says that it can be reached: what is configured; else the host that it listens on; else, where it listens
 * on all, the near end of its connections with the listening port. The last is right on one network, in containers and on
 * loopback; behind a translator of addresses only a configured one is. Owned by the protocol's thread.
 */
final class OwnAddress {

    private final AddressSigner signer;
    private final Clock clock;
    private final int port;
    private final boolean settled;
    private Consumer<AddressRecord> changed = record -> {};
    private volatile Optional<HostPort> address;
    private boolean loopback;

    /**
     * @param configured empty where the operator names no address
     * @param listening the bound address
     */
    OwnAddress(AddressSigner signer, Clock clock, Optional<HostPort> configured, InetSocketAddress listening) {
        this.signer = signer;
        this.clock = clock;
        this.port = listening.getPort();
        this.settled = configured.isPresent() || !listening.getAddress().isAnyLocalAddress();
        this.address = configured.or(() -> settled ? Optional.of(here(listening.getAddress())) : Optional.empty());
    }

    /** What is known, signed with the time of now; a later record replaces an earlier one at peers. */
    Optional<AddressRecord> record() {
        return address.map(known -> signer.sign(known, clock.millis()));
    }

    /** Has {@code listener} told of each new record. */
    void onChange(Consumer<AddressRecord> listener) {
        changed = listener;
    }

    void renew() {
        record().ifPresent(changed);
    }

    /** A link's near end. The first one counts, and the first that is not loopback more. */
    void seen(InetSocketAddress near) {
        InetAddress host = near.getAddress();
        boolean better = address.isEmpty() || (loopback && !host.isLoopbackAddress());
        if (!settled && better && !host.isLinkLocalAddress()) {
            loopback = host.isLoopbackAddress();
            address = Optional.of(here(host));
            renew();
        }
    }

    /** What is known now; for any thread. */
    Optional<HostPort> known() {
        return address;
    }

    private HostPort here(InetAddress host) {
        String text = host.getHostAddress();
        int zone = text.indexOf('%');
        return new HostPort(zone < 0 ? text : text.substring(0, zone), port);
    }
}
