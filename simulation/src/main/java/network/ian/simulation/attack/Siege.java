package network.ian.simulation.attack;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import network.ian.core.config.HostPort;
import network.ian.core.crypto.Hash;
import network.ian.p2p.peer.Peer;
import network.ian.p2p.wire.AddressRecord;
import network.ian.p2p.wire.Message;

/**
 * Takes up the slots of its victims: connects to them again and again, names only accomplices, and keeps every contribution
 * back.
 */
final class Siege implements Attack {

    private static final long EVERY_NANOS = 2_000_000_000L;
    private static final int MOST_LINKS = 40;
    private static final int MOST_RECORDS = 32;

    private final Stage stage;
    private final Silence silence = new Silence();

    Siege(Stage stage) {
        this.stage = stage;
    }

    @Override
    public void start() {
        stage.every(EVERY_NANOS, this::press);
    }

    @Override
    public Optional<Message> outgoing(Peer to, Message message) {
        return message instanceof Message.Peers ? Optional.of(accomplices()) : silence.outgoing(to, message);
    }

    private void press() {
        List<HostPort> victims = stage.plot().victims();
        List<Peer> peers = stage.peers().get();
        if (victims.isEmpty() || peers.size() >= MOST_LINKS) {
            return;
        }
        HostPort victim = victims.get(stage.random().nextInt(victims.size()));
        if (!talksTo(peers, victim)) {
            stage.around().dialing().dial(victim, why -> {});
        }
        stage.somePeer().forEach(peer -> stage.send(peer, accomplices()));
    }

    private static boolean talksTo(List<Peer> peers, HostPort victim) {
        for (Peer peer : peers) {
            if (peer.record().filter(record -> record.address().equals(victim)).isPresent()) {
                return true;
            }
        }
        return false;
    }

    private Message accomplices() {
        List<AddressRecord> all = stage.plot().accomplices();
        List<AddressRecord> some = new ArrayList<>();
        Set<Hash> chosen = new HashSet<>();
        for (int tries = 0; tries < MOST_RECORDS && !all.isEmpty(); tries++) {
            AddressRecord record = all.get(stage.random().nextInt(all.size()));
            if (chosen.add(record.nodeId())) {
                some.add(record);
            }
        }
        return new Message.Peers(some);
    }
}
