package network.ian.p2p.discovery;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import network.ian.p2p.discovery.KnownPeers.KnownAddress;
import network.ian.p2p.wire.AddressRecord;

/** Takes what is known out for the disk, and back in. */
final class Memory {

    private final DiscoveryConfig config;
    private final Self self;
    private final AddressBook book;
    private final Anchors anchors;
    private final Pins pins;
    private final RecordIntake intake;

    Memory(DiscoveryConfig config, Self self, AddressBook book, Anchors anchors, Pins pins, RecordIntake intake) {
        this.config = config;
        this.self = self;
        this.book = book;
        this.anchors = anchors;
        this.pins = pins;
        this.intake = intake;
    }

    KnownPeers snapshot() {
        List<KnownAddress> addresses = new ArrayList<>();
        for (Known known : book.all()) {
            if (addresses.size() == KnownPeers.MOST_ADDRESSES) {
                break;
            }
            addresses.add(remembered(known));
        }
        return new KnownPeers(
                addresses, anchors.endpoints().stream().map(Endpoint::hostPort).toList(), pins.hosts());
    }

    private KnownAddress remembered(Known known) {
        // A record is of use with the very text that was signed, and only if it is about the address that is dialled.
        Optional<AddressRecord> record = known.record()
                .filter(held -> Endpoint.of(held.address())
                        .filter(known.endpoint()::equals)
                        .isPresent());
        return new KnownAddress(
                record.map(AddressRecord::address).orElseGet(known.endpoint()::hostPort),
                book.isTried(known),
                known.lastSuccessMs() / 1000,
                record);
    }

    void restore(KnownPeers remembered) {
        remembered.pinned().forEach(pins::add);
        if (!config.exchange()) {
            return;
        }
        List<Endpoint> lasting = new ArrayList<>();
        remembered.anchors().forEach(place -> Endpoint.of(place).ifPresent(lasting::add));
        anchors.restore(lasting);
        remembered.addresses().forEach(this::restore);
    }

    private void restore(KnownAddress address) {
        Endpoint.of(address.address())
                .filter(endpoint -> endpoint.usable() && !self.isAt(endpoint))
                .filter(endpoint -> address.record()
                        .filter(record -> self.is(record.nodeId()))
                        .isEmpty())
                .flatMap(endpoint ->
                        book.restore(endpoint, address.record(), address.tried(), address.lastSuccessSeconds() * 1000))
                .filter(known -> known.record().isPresent())
                .ifPresent(intake::restored);
    }
}
