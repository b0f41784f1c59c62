package network.ian.p2p.transport;

import java.util.ArrayDeque;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import network.ian.core.crypto.Hash;
import network.ian.core.ingest.Entrance;
import network.ian.core.node.Goal;
import network.ian.core.node.Ingress;
import network.ian.core.verdict.Reason;
import network.ian.core.verdict.Verdict;
import network.ian.p2p.ledger.GoalSet;
import network.ian.p2p.port.Admission;
import network.ian.p2p.wire.WireEntry;

/**
 * Hands entries to the node's ingress as fast as it takes them, and its verdicts back to the protocol's thread, many at a
 * time. What comes faster waits here, bounded by what the caller lets be judged at once: to be refused as overloaded and
 * tried again costs a second, while the workers are done in milliseconds. New contributions and history wait apart and
 * take turns.
 */
final class NodeAdmission implements Admission {

    /** Others fill the workers as well, and their answers are not told here. */
    private static final long LOOK_AGAIN_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

    /** An eighth of what is judged at a time: the rest is for goals that are done in milliseconds. */
    private static final int MOST_LONG_WAITING = 256;

    private final Ingress ingress;
    private final Map<Hash, Goal> goals;
    private final ProtocolThread thread;
    private final Queue<Decided> decided = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean told = new AtomicBoolean();
    /** From here on everything is the protocol thread's. */
    private final Lane lane = new Lane();

    /** Of goals whose evaluations may take seconds: they must keep no other goal waiting. */
    private final Lane longLane = new Lane();

    private boolean lookingAgain;

    private record Waiting(Goal goal, WireEntry entry, Entrance entrance, Consumer<Verdict> decided) {}

    private record Decided(Consumer<Verdict> to, Verdict verdict) {}

    /** @param goals by topic */
    NodeAdmission(Ingress ingress, Map<Hash, Goal> goals, ProtocolThread thread) {
        this.ingress = ingress;
        this.goals = goals;
        this.thread = thread;
    }

    @Override
    public void judge(GoalSet goal, WireEntry entry, Entrance entrance, Consumer<Verdict> verdict) {
        Waiting waiting = new Waiting(goals.get(goal.topic()), entry, entrance, verdict);
        if (!waiting.goal.hasLongEvaluations()) {
            lane.add(waiting);
        } else if (longLane.size() < MOST_LONG_WAITING) {
            longLane.add(waiting);
        } else {
            decided(new Decided(verdict, new Verdict.Undecided(Reason.OVERLOADED, "too many wait for this goal")));
        }
        handIn();
    }

    private void handIn() {
        handIn(lane);
        handIn(longLane);
        if (lane.size() + longLane.size() > 0 && !lookingAgain) {
            lookingAgain = true;
            thread.after(LOOK_AGAIN_NANOS, this::lookAgain);
        }
    }

    private void lookAgain() {
        lookingAgain = false;
        handIn();
    }

    private void handIn(Lane from) {
        while (submitted(from.next) || submitted(from.afterNext)) {
            from.turn();
        }
    }

    private boolean submitted(ArrayDeque<Waiting> from) {
        Waiting first = from.peek();
        if (first == null || !ingress.takes(first.goal, first.entry.body())) {
            return false;
        }
        from.remove();
        WireEntry entry = first.entry;
        // The answer never completes exceptionally, so there is always a verdict; nobody needs the future.
        var unused = ingress.submit(first.goal, entry.header(), entry.signature(), entry.body(), first.entrance)
                .thenAccept(outcome -> decided(new Decided(first.decided, outcome.verdict())));
        return true;
    }

    /** On any thread. A goal's writer answers a group at a time: one task tells them all. */
    private void decided(Decided verdict) {
        decided.add(verdict);
        if (told.compareAndSet(false, true)) {
            thread.tell(this::tell);
        }
    }

    private void tell() {
        told.set(false);
        try {
            for (Decided verdict = decided.poll(); verdict != null; verdict = decided.poll()) {
                verdict.to.accept(verdict.verdict);
            }
        } finally {
            // What a listener throws must not keep the rest waiting.
            if (!decided.isEmpty() && told.compareAndSet(false, true)) {
                thread.tell(this::tell);
            }
            handIn();
        }
    }

    /** What waits for one kind of workers. */
    private static final class Lane {

        private ArrayDeque<Waiting> next = new ArrayDeque<>();
        private ArrayDeque<Waiting> afterNext = new ArrayDeque<>();
        private final ArrayDeque<Waiting> history = next;
        private final ArrayDeque<Waiting> door = afterNext;

        void add(Waiting waiting) {
            (waiting.entrance == Entrance.HISTORY ? history : door).add(waiting);
        }

        void turn() {
            ArrayDeque<Waiting> turn = next;
            next = afterNext;
            afterNext = turn;
        }

        int size() {
            return history.size() + door.size();
        }
    }
}
