package network.ian.simulation.node;

import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import network.ian.core.crypto.Hash;
import network.ian.core.ingest.ClockWindow;
import network.ian.core.ingest.Entrance;
import network.ian.core.verdict.Reason;
import network.ian.core.verdict.Verdict;
import network.ian.p2p.ledger.GoalSet;
import network.ian.p2p.port.Admission;
import network.ian.p2p.wire.WireEntry;
import network.ian.simulation.content.Contribution;
import network.ian.simulation.content.ContributionTable;
import network.ian.simulation.content.Disk;
import network.ian.simulation.content.Shelf;
import network.ian.simulation.event.Timeline;
import network.ian.simulation.event.Trace.Kind;
import network.ian.simulation.measure.Deliveries;
import network.ian.simulation.network.Host;

/** Judges by looking up: two workers, 1 to 2 ms each time, then 1 to 3 ms until it is durable. */
public final class JudgeBench implements Admission {

    private static final int WORKERS = 2;
    private static final long LONGEST_WAIT_NANOS = 10_000_000_000L;
    private static final long MILLI = 1_000_000;

    private final Host host;
    private final Shelf shelf;
    private final HostPorts ports;
    private final Shared shared;
    private final ClockWindow window;
    private final SplittableRandom random;
    private final long[] freeAt = new long[WORKERS];

    /** What all benches of a run share. */
    record Shared(Timeline timeline, ContributionTable table, Deliveries deliveries) {}

    JudgeBench(Host host, Shelf shelf, HostPorts ports, Shared shared, SplittableRandom random) {
        this.host = host;
        this.shelf = shelf;
        this.ports = ports;
        this.shared = shared;
        this.window = new ClockWindow(new HostClock(shared.timeline(), host));
        this.random = random;
    }

    @Override
    public void judge(GoalSet goal, WireEntry entry, Entrance entrance, Consumer<Verdict> decided) {
        judge(goal.topic(), entry, entrance, decided);
    }

    /** Takes in what a client posted. */
    public void post(Contribution contribution) {
        judge(contribution.topic(), contribution.entry(), Entrance.DOOR, verdict -> {});
    }

    private void judge(Hash topic, WireEntry entry, Entrance entrance, Consumer<Verdict> decided) {
        long now = shared.timeline().nanos();
        int worker = freeAt[0] <= freeAt[1] ? 0 : 1;
        if (freeAt[worker] - now > LONGEST_WAIT_NANOS) {
            Verdict full = new Verdict.Undecided(Reason.OVERLOADED, "the queue is full");
            shared.timeline().after(0, () -> finish(() -> decided.accept(full)));
            return;
        }
        long judged = Math.max(now, freeAt[worker]) + random.nextLong(MILLI / 10, 3 * MILLI / 10);
        freeAt[worker] = judged;
        long durable = judged + random.nextLong(MILLI / 5, MILLI);
        shared.timeline().at(durable, () -> finish(() -> conclude(topic, entry, entrance, decided)));
    }

    // A judgement that a crash interrupts is lost.
    private void finish(Runnable conclusion) {
        if (ports.alive()) {
            conclusion.run();
        }
    }

    private void conclude(Hash topic, WireEntry entry, Entrance entrance, Consumer<Verdict> decided) {
        Contribution contribution = shared.table().find(entry.id());
        Disk disk = shelf.disk(topic);
        Verdict verdict = contribution != null && !contribution.topic().equals(topic)
                ? new Verdict.Reject(Reason.INVALID_STRUCTURE, "the header names another goal")
                : verdict(disk, contribution, entry, entrance);
        boolean admitted = verdict instanceof Verdict.Accept;
        shared.timeline().record(Kind.JUDGED, host.index(), contribution == null ? -1 : contribution.number());
        if (admitted) {
            disk.add(contribution);
            shared.timeline().record(Kind.ADMITTED, host.index(), contribution.number());
            shared.deliveries()
                    .admitted(host.index(), contribution, shared.timeline().nanos());
        }
        decided.accept(verdict);
        if (admitted) {
            host.process().setsChanged();
        }
    }

    private Verdict verdict(Disk disk, Contribution contribution, WireEntry entry, Entrance entrance) {
        if (contribution == null) {
            return new Verdict.Reject(Reason.INVALID_STRUCTURE, "the header is no header");
        }
        Optional<Verdict> outside = window.check(contribution.timestampMs(), entrance);
        if (outside.isPresent()) {
            return outside.get();
        }
        if (!entry.signature().equals(contribution.entry().signature())) {
            return new Verdict.Reject(Reason.INVALID_SIGNATURE, "the signature does not verify");
        }
        if (!entry.body().equals(contribution.entry().body())) {
            return new Verdict.Reject(Reason.INVALID_STRUCTURE, "the body is not the one that the header names");
        }
        if (!contribution.admissible()) {
            return new Verdict.Reject(Reason.BELOW_THRESHOLD, "the reward is too low");
        }
        return disk.holds(contribution.number())
                ? new Verdict.Ignore(Reason.DUPLICATE, "admitted already")
                : new Verdict.Accept();
    }
}
