package network.ian.simulation.attack;

import java.util.List;
import java.util.Optional;
import network.ian.p2p.peer.Peer;
import network.ian.p2p.wire.FetchedItem;
import network.ian.p2p.wire.Message;

/** Replaces the signature of whatever it passes on. */
final class ForgedSignatures implements Attack {

    private final Stage stage;

    ForgedSignatures(Stage stage) {
        this.stage = stage;
    }

    @Override
    public Optional<Message> outgoing(Peer to, Message message) {
        if (message instanceof Message.Push push) {
            return Optional.of(new Message.Push(
                    push.topic(), push.hops(), stage.plot().mint().forged(push.entry())));
        }
        if (message instanceof Message.Entries entries) {
            List<FetchedItem> items = entries.items().stream().map(this::forged).toList();
            return Optional.of(new Message.Entries(entries.request(), entries.topic(), entries.last(), items));
        }
        return Optional.of(message);
    }

    private FetchedItem forged(FetchedItem item) {
        return item instanceof FetchedItem.Whole whole
                ? new FetchedItem.Whole(stage.plot().mint().forged(whole.entry()))
                : item;
    }
}
