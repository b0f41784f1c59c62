package network.ian.tau.commit;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import network.ian.tau.bls.BlsPublicKey;
import network.ian.tau.bls.BlsSecretKey;
import network.ian.tau.commit.ChainReading.Standing;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Anchors goals' logs with one key, one transaction in flight at a time. A state machine without a thread: {@link #step} does
 * what is due and says when it wants to be called again. One thread steps; any thread may read the status or ask for a commit.
 *
 * <p>What keeps an anchor from being lost or doubled: a transaction is durable before anybody gets it; a sequence number never
 * carries other anchors than those it was first signed with; a new one is signed only when all before it are on the verified
 * best chain and the node names the same next number as that chain; and a goal's anchored size only grows.
 */
public final class Committer {

    private static final Logger LOG = LoggerFactory.getLogger(Committer.class);
    private static final Duration LOOK = Duration.ofSeconds(2);
    private static final Duration OUTBOX_LOOK = Duration.ofMinutes(1);
    private static final long NONE = -1;

    private final BlsPublicKey sender;
    /** Those that are anchored; the stepping thread's. */
    private final List<CommitGoal> goals;

    private final Queue<CommitGoal> added = new ConcurrentLinkedQueue<>();
    private final CommitPorts ports;
    private final Rounds rounds;
    private final Trouble trouble;
    private final NodeCheck check;
    private final Delivery delivery;
    private final Planning planning;
    private final Watch watch;
    private final StatusBoard board;
    private final AtomicBoolean asked = new AtomicBoolean();

    private Outbox outbox;
    private Next held = new Next(CommitState.IDLE, "starts", Duration.ZERO);
    private long heldFor = NONE;
    private long heldUntilNanos;

    /** @param goals that the key anchors, see {@link CommitGoal#anchoredBy} */
    public Committer(BlsSecretKey key, List<CommitGoal> goals, CommitSettings settings, CommitPorts ports) {
        this.sender = key.publicKey();
        this.goals = new ArrayList<>(goals);
        List<CommitGoal> anchored = Collections.unmodifiableList(this.goals);
        this.ports = ports;
        this.heldUntilNanos = ports.time().nanos();
        this.rounds = new Rounds(anchored, settings, ports.logSize(), ports.time());
        this.trouble = new Trouble(ports.wall(), new Backoff(ports.random()));
        this.check = new NodeCheck(ports.node(), settings.production(), sender);
        Pen pen = new Pen(key, settings, ports.wall());
        Gap gap = new Gap(anchored, ports.chain(), ports.time(), pen);
        this.delivery = new Delivery(sender, settings, ports, check, trouble, pen, gap);
        this.planning = new Planning(
                ports.chain(),
                rounds,
                new Proposals(ports.finalities(), ports.chain(), ports.wall()),
                new SequenceCheck(ports.time(), settings.expiry()),
                check,
                delivery,
                trouble);
        this.watch = new Watch(ports.wall(), ports.telemetry());
        this.board = new StatusBoard(sender.hex(), anchored, ports.wall().instant());
    }

    /** Has a round of proposals made now, and whatever waits tried now. Returns at once; whoever steps should be woken. */
    void commitNow() {
        asked.set(true);
    }

    /**
     * Anchors one more goal, once its chain was read: what is anchored of it already is not known before. Returns at once; whoever
     * steps should be woken.
     *
     * @param goal on the network of the others, and anchored by this key
     */
    public void add(CommitGoal goal) {
        added.add(goal);
    }

    /** What the committer is about, as of the last step. */
    public CommitStatus status() {
        return board.status();
    }

    /**
     * Does what is due. Blocks as long as the node's time-outs allow.
     *
     * @return how long to wait before the next step, zero or more; a step that comes sooner does no harm
     */
    Duration step() {
        takeIn();
        boolean hurry = asked.getAndSet(false);
        if (hurry) {
            rounds.ask();
        }
        Next next;
        try {
            next = advance(hurry);
        } catch (OutboxException e) {
            next = withoutOutbox(e);
        } catch (RuntimeException | Error e) {
            next = failed(e);
        }
        publish(next);
        return next.pause().compareTo(LOOK) < 0 ? next.pause() : LOOK;
    }

    private void takeIn() {
        List<CommitGoal> read = added.stream()
                .filter(goal -> ports.chain().isRead(goal.topic()))
                .toList();
        goals.addAll(read);
        added.removeAll(read);
        read.forEach(goal -> LOG.info("Goal {} was added; this node anchors it from now on", goal.goalId()));
    }

    private void publish(Next next) {
        Optional<OutboxContent> content = Optional.ofNullable(outbox).map(Outbox::content);
        Optional<CommitStatus.InFlight> inFlight = content.flatMap(known -> known.at(heldFor))
                .map(entry -> new CommitStatus.InFlight(
                        entry.sequence(),
                        entry.hash(),
                        Instant.ofEpochMilli(entry.signedAtMs()),
                        delivery.attempts(entry.sequence())));
        Instant nextDue = ports.wall().instant().plus(rounds.untilDue());
        board.publish(next, content, inFlight, nextDue, check.balance(), trouble.last());
    }

    private Next advance(boolean hurry) throws OutboxException {
        if (outbox == null) {
            if (!hurry && isHeld()) {
                return held;
            }
            outbox = Outbox.open(ports.outbox(), sender.hex());
        }
        ChainReading chain = read();
        watch.look(outbox, chain);
        long about = firstAbsent(chain);
        if (!hurry && about == heldFor && held.state() != CommitState.IDLE && isHeld()) {
            return held;
        }
        Optional<OutboxEntry> absent = outbox.content().at(about);
        Next next = absent.isPresent() ? delivery.deliver(outbox, absent.get()) : plan(chain);
        hold(next, firstAbsent(chain));
        return next;
    }

    private ChainReading read() {
        OutboxContent content = outbox.content();
        long from = content.entries().isEmpty()
                ? Math.max(0, content.lastSequence())
                : content.entries().get(0).sequence();
        return ChainReading.of(ports.chain(), goals, from);
    }

    private long firstAbsent(ChainReading chain) {
        return outbox.content().entries().stream()
                .filter(entry -> chain.standing(entry) == Standing.ABSENT)
                .mapToLong(OutboxEntry::sequence)
                .findFirst()
                .orElse(NONE);
    }

    private Next plan(ChainReading chain) throws OutboxException {
        Optional<OutboxEntry> foreign = outbox.content().entries().stream()
                .filter(entry -> chain.standing(entry) == Standing.FOREIGN)
                .findFirst();
        return foreign.isPresent()
                ? new Next(
                        CommitState.KEY_USED_ELSEWHERE,
                        "sequence number " + foreign.get().sequence()
                                + " carries something that was not signed here; waits until that has settled",
                        LOOK)
                : planning.plan(outbox, chain);
    }

    private Next withoutOutbox(OutboxException e) {
        Next next = new Next(CommitState.OUTBOX_UNUSABLE, trouble.note(e), OUTBOX_LOOK);
        outbox = null;
        delivery.forget();
        hold(next, NONE);
        return next;
    }

    private Next failed(Throwable e) {
        LOG.error("The committer failed unexpectedly and goes on from what is on the disk", e);
        Next next = trouble.slow(CommitState.FAILED, "failed unexpectedly: " + trouble.note(e));
        outbox = null;
        delivery.forget();
        hold(next, heldFor);
        return next;
    }

    private void hold(Next next, long about) {
        held = next;
        heldFor = about;
        heldUntilNanos = ports.time().nanos() + next.pause().toNanos();
    }

    private boolean isHeld() {
        return ports.time().nanos() - heldUntilNanos < 0;
    }
}
