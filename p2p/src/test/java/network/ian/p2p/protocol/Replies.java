package network.ian.p2p.protocol;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import network.ian.core.crypto.Hash;
import network.ian.p2p.wire.FetchedItem;
import network.ian.p2p.wire.Message;
import network.ian.p2p.wire.MessageType;
import network.ian.p2p.wire.RandomMessages;
import network.ian.p2p.wire.ReconcileEndReason;
import network.ian.p2p.wire.WireLimits;

/** Answers what the protocol asks, so that a storm reaches states that random messages alone never would. */
final class Replies {

    private final Random random;
    private final RandomMessages messages;

    Replies(Random random, RandomMessages messages) {
        this.random = random;
        this.messages = messages;
    }

    /** An answer that fits the message by its numbers and ids, right or wrong in the rest, if one is asked for. */
    Optional<Message> to(Message asked) {
        return Optional.ofNullable(answer(asked));
    }

    private Message answer(Message asked) {
        if (asked instanceof Message.Ping ping) {
            return new Message.Pong(ping.nonce());
        } else if (asked instanceof Message.Fetch fetch) {
            return new Message.Entries(fetch.request(), fetch.topic(), random.nextBoolean(), items(fetch.ids()));
        } else if (asked instanceof Message.AskRoots ask) {
            Message.Roots roots = (Message.Roots) messages.next(MessageType.ROOTS);
            return new Message.Roots(ask.request(), ask.topic(), roots.roots());
        } else if (asked instanceof Message.Reconcile step) {
            return reconcile(step);
        } else if (asked instanceof Message.AskChain ask) {
            Message.Chain chain = (Message.Chain) messages.next(MessageType.CHAIN);
            return new Message.Chain(ask.request(), ask.topic(), chain.page());
        } else if (asked instanceof Message.AskPrefix ask) {
            return prefix(ask);
        } else if (asked instanceof Message.AskPeers) {
            return messages.next(MessageType.PEERS);
        } else if (asked instanceof Message.Graft graft) {
            return new Message.Push(graft.topic(), 0, messages.entry());
        } else if (asked instanceof Message.Announce announce) {
            return announced(announce);
        }
        return null;
    }

    /** Mostly as many ids as were asked for. */
    private Message prefix(Message.AskPrefix ask) {
        int count = random.nextInt(8) == 0 ? random.nextInt(ask.count() + 1) : ask.count();
        List<Hash> ids = Collections.nCopies(count, messages.topic());
        return new Message.Prefix(ask.request(), ask.topic(), ask.from(), ids);
    }

    private Message announced(Message.Announce announce) {
        List<Hash> ids = announce.ids();
        return random.nextBoolean()
                ? new Message.Fetch(random.nextInt(4), announce.topic(), first(ids, WireLimits.FETCHED_IDS))
                : new Message.Graft(announce.topic(), true, first(ids, WireLimits.GRAFTED_IDS));
    }

    private Message reconcile(Message.Reconcile step) {
        if (random.nextInt(8) == 0) {
            return new Message.ReconcileEnd(step.session(), step.topic(), ReconcileEndReason.BUSY);
        }
        return new Message.Reconcile(step.session(), step.topic(), !step.fromInitiator(), step.payload());
    }

    private List<FetchedItem> items(List<Hash> ids) {
        List<FetchedItem> items = new ArrayList<>();
        for (Hash id : first(ids, 4)) {
            items.add(random.nextBoolean() ? new FetchedItem.Missing(id) : new FetchedItem.Whole(messages.entry()));
        }
        return items;
    }

    private static List<Hash> first(List<Hash> ids, int most) {
        return ids.subList(0, Math.min(most, ids.size()));
    }
}
