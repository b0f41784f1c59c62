package network.ian.simulation.attack;

import java.util.List;
import java.util.Optional;
import network.ian.p2p.peer.Peer;
import network.ian.p2p.wire.Fingerprint;
import network.ian.p2p.wire.Head;
import network.ian.p2p.wire.Message;

/** Says that it holds a thousand entries more than it does. */
final class FalseHeads implements Attack {

    private static final int BOAST = 1_000;

    private final Stage stage;

    FalseHeads(Stage stage) {
        this.stage = stage;
    }

    @Override
    public Optional<Message> outgoing(Peer to, Message message) {
        if (message instanceof Message.Status status) {
            return Optional.of(new Message.Status(swollen(status.heads())));
        }
        if (message instanceof Message.Hello hello) {
            return Optional.of(new Message.Hello(
                    hello.protocol(),
                    hello.networkId(),
                    hello.agent(),
                    hello.timeMs(),
                    hello.address(),
                    swollen(hello.heads())));
        }
        return Optional.of(message);
    }

    private List<Head> swollen(List<Head> heads) {
        return heads.stream().map(this::swollen).toList();
    }

    private Head swollen(Head head) {
        Fingerprint none =
                new Fingerprint(stage.random().nextLong(), stage.random().nextLong());
        return new Head(
                head.topic(),
                head.entries() + BOAST,
                none,
                head.logSize() + BOAST,
                stage.falseHash(),
                head.frozenSize());
    }
}
