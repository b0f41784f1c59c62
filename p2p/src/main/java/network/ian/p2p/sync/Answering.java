package network.ian.p2p.sync;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import network.ian.core.codec.Bytes;
import network.ian.core.crypto.Hash;
import network.ian.p2p.ledger.GoalSet;
import network.ian.p2p.peer.Peer;
import network.ian.p2p.score.Fault;
import network.ian.p2p.sync.WaitingQueries.Query;
import network.ian.p2p.wire.Message;
import network.ian.p2p.wire.ReconcileEndReason;

/**
 * Answers others' reconciliations and questions for roots, so much a second for each peer and for all together. A message of
 * 128 KiB costs some 30 ms of the protocol's thread, so steps are counted by their length.
 *
 * <p>A query that finds its link full waits for it. What fills the link is mostly what the peer fetches of the last answer:
 * refused, it would be through with that in a moment and then idle until its next session, seconds later.
 */
final class Answering {

    static final double STEPS_OF_A_PEER = 64;
    private static final double STEPS_OF_ALL = 256;
    private static final double BYTES_OF_A_STEP = 8_192;
    private static final double ROOTS_OF_A_PEER = 4;
    static final double BURST_SECONDS = 2;

    /** Shorter than what one answer gives a peer to fetch takes to judge. */
    private static final long LOOK_AGAIN_NANOS = 50_000_000L;

    /** What a peer has let wait is answered no faster than what it may ask. */
    private static final int ANSWERS_OF_A_LOOK = 3;

    private final Shared shared;
    private final TokenBucket all;
    private final Map<Peer, Allowance> allowances = new LinkedHashMap<>();

    private record Allowance(TokenBucket steps, TokenBucket roots, WaitingQueries waiting) {}

    Answering(Shared shared) {
        this.shared = shared;
        this.all = bucket(STEPS_OF_ALL);
    }

    void up(Peer peer) {
        allowances.put(peer, new Allowance(bucket(STEPS_OF_A_PEER), bucket(ROOTS_OF_A_PEER), new WaitingQueries()));
    }

    void down(Peer peer) {
        allowances.remove(peer);
    }

    /** {@code admitted}: whether this node reconciles with the peer at all. */
    void reconcile(Peer from, GoalSet goal, Message.Reconcile query, boolean admitted) {
        Allowance allowance = allowances.get(from);
        if (allowance == null) {
            return;
        }
        if (!admitted) {
            send(from, new Message.ReconcileEnd(query.session(), goal.topic(), ReconcileEndReason.UNAVAILABLE));
            return;
        }
        if (!affordable(allowance, query.payload())) {
            busy(from, goal, query);
        } else if (allowance.waiting().isEmpty() && !shared.around().links().congested(from)) {
            answer(from, goal, query);
        } else {
            await(from, allowance, new Query(goal, query, shared.now()));
        }
    }

    void roots(Peer from, GoalSet goal, Message.AskRoots ask) {
        Allowance allowance = allowances.get(from);
        if (allowance == null || !allowance.roots().take(shared.now())) {
            shared.around().telemetry().rateLimited("roots");
            return;
        }
        List<Hash> roots = new ArrayList<>();
        for (long size : ask.sizes()) {
            if (size < 0 || size > goal.source().logSize()) {
                break;
            }
            roots.add(goal.source().rootAt((int) size));
        }
        send(from, new Message.Roots(ask.request(), goal.topic(), roots));
    }

    private void await(Peer from, Allowance allowance, Query query) {
        boolean first = allowance.waiting().isEmpty();
        if (!allowance.waiting().add(query)) {
            busy(from, query.goal(), query.message());
        } else if (first) {
            lookAgain(from, allowance);
        }
    }

    private void lookAgain(Peer from, Allowance allowance) {
        shared.around().timers().after(LOOK_AGAIN_NANOS, () -> answerWaiting(from, allowance));
    }

    private void answerWaiting(Peer from, Allowance allowance) {
        try {
            answerAsFarAsItTakes(from, allowance.waiting());
        } finally {
            // What one query throws must not keep the rest waiting.
            if (allowances.containsKey(from) && !allowance.waiting().isEmpty()) {
                lookAgain(from, allowance);
            }
        }
    }

    private void answerAsFarAsItTakes(Peer from, WaitingQueries waiting) {
        // What is answered may end the connection, and a timer runs after it has ended.
        for (int answered = 0;
                answered < ANSWERS_OF_A_LOOK
                        && allowances.containsKey(from)
                        && !waiting.isEmpty()
                        && !shared.around().links().congested(from);
                answered++) {
            Query query = waiting.next();
            answer(from, query.goal(), query.message());
        }
        while (waiting.overdue(shared.now())) {
            Query query = waiting.next();
            busy(from, query.goal(), query.message());
        }
    }

    private void answer(Peer from, GoalSet goal, Message.Reconcile query) {
        Optional<Bytes> answer = shared.reconciliation().answer(goal, query.payload());
        if (answer.isPresent()) {
            send(from, new Message.Reconcile(query.session(), goal.topic(), false, answer.get()));
        } else {
            shared.scores().fault(from, Fault.PROTOCOL_VIOLATION);
        }
    }

    private void busy(Peer from, GoalSet goal, Message.Reconcile query) {
        shared.around().telemetry().rateLimited("reconcile");
        send(from, new Message.ReconcileEnd(query.session(), goal.topic(), ReconcileEndReason.BUSY));
    }

    private boolean affordable(Allowance allowance, Bytes payload) {
        double steps = steps(payload.size());
        // All pay only for what the peer may: else one that asks without end would use up what others are left.
        return all.any(shared.now()) && allowance.steps().take(steps, shared.now()) && all.take(steps, shared.now());
    }

    /** What reading so many bytes of ranges counts. */
    static double steps(int bytes) {
        return Math.max(1, bytes / BYTES_OF_A_STEP);
    }

    private void send(Peer peer, Message message) {
        shared.around().links().send(peer, message);
    }

    private TokenBucket bucket(double rate) {
        return new TokenBucket(rate, rate * BURST_SECONDS, shared.now());
    }
}
