package network.ian.simulation.attack;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import network.ian.core.config.HostPort;
import network.ian.core.crypto.Hash;
import network.ian.p2p.peer.Peer;
import network.ian.p2p.port.Links;
import network.ian.p2p.port.Surroundings;
import network.ian.p2p.wire.AddressRecord;
import network.ian.p2p.wire.Message;
import network.ian.simulation.content.ContributionMint;
import network.ian.simulation.content.ContributionTable;
import network.ian.simulation.content.Disk;
import network.ian.simulation.network.Host;

/**
 * What an attacker has at hand.
 *
 * @param host its machine
 * @param disk the contributions that it holds
 * @param around the real surroundings, not tampered with
 * @param peers whom it talks to now
 * @param plot what it knows that an honest node does not
 */
public record Stage(Host host, Disk disk, Surroundings around, Supplier<List<Peer>> peers, Hash topic, Plot plot) {

    /**
     * What attackers share.
     *
     * @param victims addresses to connect to
     * @param accomplices address records of its own kind
     */
    public record Plot(
            List<HostPort> victims, List<AddressRecord> accomplices, ContributionTable table, ContributionMint mint) {}

    /** Does something now and then for ever. */
    void every(long nanos, Runnable action) {
        around.timers().after(1 + random().nextLong(nanos), () -> repeat(nanos, action));
    }

    RandomGenerator random() {
        return around.random();
    }

    Links links() {
        return around.links();
    }

    /** One of the peers; a fresh list of none or one. */
    List<Peer> somePeer() {
        List<Peer> all = peers.get();
        return all.isEmpty() ? List.of() : List.of(all.get(random().nextInt(all.size())));
    }

    /** Ids that nobody ever signed. */
    List<Hash> falseIds(int count) {
        List<Hash> ids = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            ids.add(falseHash());
        }
        return ids;
    }

    Hash falseHash() {
        byte[] octets = new byte[Hash.SIZE];
        random().nextBytes(octets);
        return Hash.wrap(octets);
    }

    void send(Peer to, Message message) {
        links().send(to, message);
    }

    private void repeat(long nanos, Runnable action) {
        action.run();
        around.timers().after(nanos, () -> repeat(nanos, action));
    }
}
