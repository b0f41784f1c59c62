package network.ian.p2p.finality;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import network.ian.core.codec.Bytes;
import network.ian.core.crypto.Hash;
import network.ian.p2p.ledger.EntrySource;
import network.ian.p2p.ledger.GoalSet;
import network.ian.p2p.peer.Peer;
import network.ian.p2p.score.Fault;
import network.ian.p2p.sync.TokenBucket;
import network.ian.p2p.wire.Message;

/**
 * Answers questions for pages of chains and for ids of frozen prefixes: in order, one at a time for each peer, only as fast as
 * it reads, and so many a second for it and for all together.
 */
final class PageServer {

    static final int QUEUED = 16;
    static final double PAGES_OF_A_PEER = 32;
    static final double PAGES_OF_ALL = 128;

    private static final long LATER_NANOS = 100_000_000L;

    private final Shared shared;
    private final TokenBucket all;
    private final Map<Peer, Queue> queues = new LinkedHashMap<>();

    private record Asked(GoalSet goal, Message question) {}

    PageServer(Shared shared) {
        this.shared = shared;
        this.all = new TokenBucket(PAGES_OF_ALL, PAGES_OF_ALL, shared.now());
    }

    void ask(Peer from, GoalSet goal, Message question) {
        Queue queue = queues.computeIfAbsent(from, peer -> new Queue(shared.now()));
        if (queue.asked.size() >= QUEUED) {
            shared.around().telemetry().rateLimited(Anchoring.RATE_SCOPE);
            shared.scores().fault(from, Fault.RATE_LIMIT);
            return;
        }
        queue.asked.add(new Asked(goal, question));
        if (queue.asked.size() == 1) {
            serve(from, queue);
        }
    }

    void down(Peer peer) {
        queues.remove(peer);
    }

    /** Questions that are not answered. */
    int size() {
        int size = 0;
        for (Queue queue : queues.values()) {
            size += queue.asked.size();
        }
        return size;
    }

    private void serve(Peer peer, Queue queue) {
        Asked next = queue.asked.peek();
        if (queues.get(peer) != queue || next == null) {
            return;
        }
        if (shared.around().links().congested(peer) || !affordable(queue)) {
            shared.around().timers().after(LATER_NANOS, () -> serve(peer, queue));
        } else if (next.question() instanceof Message.AskPrefix ask) {
            Message.Prefix answer = new Message.Prefix(
                    ask.request(), ask.topic(), ask.from(), ids(next.goal().source(), ask));
            answered(peer, queue, answer);
        } else if (next.question() instanceof Message.AskChain ask) {
            read(ask, page -> answered(peer, queue, new Message.Chain(ask.request(), ask.topic(), page)));
        }
    }

    private void read(Message.AskChain ask, Consumer<Bytes> page) {
        if (shared.around().chains().locator(ask.topic()).isEmpty()) {
            page.accept(Bytes.EMPTY);
        } else {
            shared.around().chains().after(ask.topic(), ask.locator(), page);
        }
    }

    private void answered(Peer peer, Queue queue, Message answer) {
        if (queues.get(peer) == queue) {
            shared.around().links().send(peer, answer);
            queue.asked.remove();
            serve(peer, queue);
        }
    }

    /** None at all unless the prefix that is frozen here begins with exactly that one. */
    private static List<Hash> ids(EntrySource source, Message.AskPrefix ask) {
        if (ask.size() > source.frozenSize() || !source.rootAt(ask.size()).equals(ask.root())) {
            return List.of();
        }
        List<Hash> ids = new ArrayList<>(ask.count());
        for (int position = ask.from(); position < ask.from() + ask.count(); position++) {
            ids.add(source.frozenIdAt(position));
        }
        return ids;
    }

    private boolean affordable(Queue queue) {
        long now = shared.now();
        return all.any(now) && queue.pages.take(now) && all.take(now);
    }

    private static final class Queue {

        private final ArrayDeque<Asked> asked = new ArrayDeque<>();
        private final TokenBucket pages;

        Queue(long nowNanos) {
            pages = new TokenBucket(PAGES_OF_A_PEER, PAGES_OF_A_PEER, nowNanos);
        }
    }
}
