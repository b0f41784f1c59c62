package network.ian.p2p.transport;

import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import network.ian.core.config.HostPort;
import network.ian.p2p.port.Dialing;
import network.ian.p2p.wire.AddressRecord;
import network.ian.p2p.wire.AddressSigner;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where this node says that it can be reached: what is configured; else the host that it listens on; else, where it listens
 * on all, the near end of its connections with the listening port. The last is right on one network, in containers and on
 * loopback; behind a translator of addresses only a configured one is. A configured name is looked up, because peers look
 * up no names that others tell them. Owned by the protocol's thread.
 */
final class OwnAddress {

    private static final Logger LOG = LoggerFactory.getLogger(OwnAddress.class);

    private final AddressSigner signer;
    private final Clock clock;
    private final int port;
    private final Optional<HostPort> name;
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
        this.name = configured.filter(host -> NetUtil.createInetAddressFromIpAddressString(host.host()) == null);
        this.settled = configured.isPresent() || !listening.getAddress().isAnyLocalAddress();
        this.address = name.isPresent()
                ? Optional.empty()
                : configured.or(() -> settled ? Optional.of(here(listening.getAddress())) : Optional.empty());
    }

    /** What is known, signed with the time of now; a later record replaces an earlier one at peers. */
    Optional<AddressRecord> record() {
        return address.map(known -> signer.sign(known, clock.millis()));
    }

    /** Has {@code listener} told of each new record. */
    void onChange(Consumer<AddressRecord> listener) {
        changed = listener;
    }

    /** Signs anew; a configured name is looked up before. {@code done} hears whether there was nothing to look up, or it was found. */
    void renew(Dialing names, Consumer<Boolean> done) {
        if (name.isEmpty()) {
            tell();
            done.accept(true);
            return;
        }
        HostPort configured = name.get();
        names.resolve(configured.host(), found -> {
            resolved(configured, found);
            done.accept(!found.isEmpty());
        });
    }

    /** A link's near end. The first one counts, and the first that is not loopback more. */
    void seen(InetSocketAddress near) {
        InetAddress host = near.getAddress();
        boolean better = address.isEmpty() || (loopback && !host.isLoopbackAddress());
        if (!settled && better && !host.isLinkLocalAddress()) {
            loopback = host.isLoopbackAddress();
            address = Optional.of(here(host));
            tell();
        }
    }

    /** What is known now; for any thread. */
    Optional<HostPort> known() {
        return address;
    }

    /** Of several addresses the one that was told before stands as long as the name has it. */
    private void resolved(HostPort configured, List<InetAddress> found) {
        if (found.isEmpty()) {
            LOG.warn(
                    "The address for peers, {}, cannot be looked up; {}",
                    configured,
                    address.map(known -> "peers go on being told " + known).orElse("peers are told none"));
            return;
        }
        List<HostPort> all = found.stream()
                .map(host -> new HostPort(text(host), configured.port()))
                .toList();
        if (address.filter(all::contains).isEmpty()) {
            address = Optional.of(all.get(0));
            LOG.info("The address for peers, {}, is {}", configured, all.get(0));
        }
        tell();
    }

    private void tell() {
        record().ifPresent(changed);
    }

    private HostPort here(InetAddress host) {
        return new HostPort(text(host), port);
    }

    private static String text(InetAddress host) {
        String text = host.getHostAddress();
        int zone = text.indexOf('%');
        return zone < 0 ? text : text.substring(0, zone);
    }
}
