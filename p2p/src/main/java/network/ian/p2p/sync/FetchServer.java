package network.ian.p2p.sync;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import network.ian.core.crypto.Hash;
import network.ian.p2p.ledger.GoalSet;
import network.ian.p2p.peer.Peer;
import network.ian.p2p.port.Surroundings;
import network.ian.p2p.score.Fault;
import network.ian.p2p.score.Scoreboard;
import network.ian.p2p.wire.FetchedItem;
import network.ian.p2p.wire.Message;
import network.ian.p2p.wire.WireLimits;

/** Answers fetches, one frame at a time to each peer, and only as fast as the peer reads. */
final class FetchServer {

    static final int FRAME_BYTES = 256 << 10;
    static final int FRAMES_OF_AN_ANSWER = 4;
    static final int QUEUED = 16;

    private static final long CONGESTED_NANOS = 100_000_000L;

    private final Surroundings around;
    private final Scoreboard scores;
    private final Map<Peer, ArrayDeque<Serving>> queues = new LinkedHashMap<>();

    FetchServer(Surroundings around, Scoreboard scores) {
        this.around = around;
        this.scores = scores;
    }

    void fetch(Peer from, GoalSet goal, Message.Fetch fetch) {
        ArrayDeque<Serving> queue = queues.computeIfAbsent(from, peer -> new ArrayDeque<>());
        if (queue.size() >= QUEUED) {
            around.telemetry().rateLimited("fetch");
            scores.fault(from, Fault.RATE_LIMIT);
            return;
        }
        // An id that is named twice is not read twice.
        queue.add(new Serving(goal, fetch.request(), new ArrayList<>(new LinkedHashSet<>(fetch.ids()))));
        if (queue.size() == 1) {
            serve(from, queue);
        }
    }

    void down(Peer peer) {
        queues.remove(peer);
    }

    /** Fetches that are not answered to the end. */
    int size() {
        int size = 0;
        for (ArrayDeque<Serving> queue : queues.values()) {
            size += queue.size();
        }
        return size;
    }

    private void serve(Peer peer, ArrayDeque<Serving> queue) {
        Serving serving = queue.peek();
        if (queues.get(peer) != queue || serving == null) {
            return;
        }
        if (around.links().congested(peer)) {
            around.timers().after(CONGESTED_NANOS, () -> serve(peer, queue));
        } else {
            around.loader().load(serving.goal, serving.next(), FRAME_BYTES, items -> loaded(peer, queue, items));
        }
    }

    private void loaded(Peer peer, ArrayDeque<Serving> queue, List<FetchedItem> items) {
        if (queues.get(peer) != queue) {
            return;
        }
        Serving serving = queue.element();
        boolean last = serving.sent(items);
        around.links().send(peer, new Message.Entries(serving.request, serving.goal.topic(), last, items));
        if (last) {
            queue.remove();
        }
        serve(peer, queue);
    }

    private static final class Serving {

        private final GoalSet goal;
        private final int request;
        private List<Hash> left;
        private int frames;

        Serving(GoalSet goal, int request, List<Hash> left) {
            this.goal = goal;
            this.request = request;
            this.left = left;
        }

        /** What fits into one frame by number. */
        private List<Hash> next() {
            return List.copyOf(left.subList(0, Math.min(WireLimits.ITEMS, left.size())));
        }

        /** Takes note of a frame; whether it is the answer's last. */
        boolean sent(List<FetchedItem> items) {
            left = left.subList(Math.min(items.size(), left.size()), left.size());
            frames++;
            return left.isEmpty() || frames == FRAMES_OF_AN_ANSWER || items.isEmpty();
        }
    }
}
