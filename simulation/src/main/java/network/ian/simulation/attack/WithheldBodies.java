package network.ian.simulation.attack;

import java.util.List;
import java.util.Optional;
import network.ian.p2p.peer.Peer;
import network.ian.p2p.wire.AnnounceKind;
import network.ian.p2p.wire.FetchedItem;
import network.ian.p2p.wire.Message;

/** Announces what it should push; answers requests for history half the time with "not held here", else not at all. */
final class WithheldBodies implements Attack {

    private final Stage stage;

    WithheldBodies(Stage stage) {
        this.stage = stage;
    }

    @Override
    public Optional<Message> outgoing(Peer to, Message message) {
        if (message instanceof Message.Push push) {
            AnnounceKind kind = stage.random().nextBoolean() ? AnnounceKind.LAZY : AnnounceKind.LARGE;
            return Optional.of(new Message.Announce(
                    push.topic(), kind, List.of(push.entry().id())));
        }
        if (message instanceof Message.Entries entries) {
            return stage.random().nextBoolean() ? Optional.empty() : Optional.of(missing(entries));
        }
        return Optional.of(message);
    }

    private static Message missing(Message.Entries entries) {
        List<FetchedItem> items = entries.items().stream()
                .<FetchedItem>map(item -> new FetchedItem.Missing(item.id()))
                .toList();
        return new Message.Entries(entries.request(), entries.topic(), entries.last(), items);
    }
}
