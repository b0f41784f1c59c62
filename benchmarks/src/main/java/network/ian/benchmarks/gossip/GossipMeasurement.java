package network.ian.benchmarks.gossip;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import network.ian.benchmarks.Machine;
import network.ian.benchmarks.Parts;
import network.ian.benchmarks.SignedRequests;
import network.ian.benchmarks.suite.ByTurns;
import network.ian.benchmarks.suite.Figure;
import network.ian.benchmarks.suite.Measurement;
import network.ian.benchmarks.suite.Plan;
import network.ian.benchmarks.suite.WarmUp;
import network.ian.core.codec.Bytes;
import network.ian.core.contribution.ContributionRequest;
import network.ian.core.contribution.PackCodec;
import network.ian.core.contribution.SignedHeader;
import network.ian.core.goal.GoalCatalog;
import network.ian.p2p.wire.WireEntry;

/**
 * What it costs to bring a contribution to every node, against GossipSub of js-libp2p: the same bytes, the same connections,
 * the same publisher at the same rate, each node a process of its own.
 */
public final class GossipMeasurement implements Measurement {

    private static final String AGAINST = "GossipSub (js-libp2p)";
    private static final int NODES = 8;
    private static final int KEYS = 16;
    private static final int PER_SECOND = 80;
    private static final int AT_ONCE = 0;
    private static final int QUICK_BURSTS_SECONDS = 10;
    private static final int BURSTS_SECONDS = 120;
    private static final int MOST_WARM_UPS = 16;
    private static final int WARM_UP_WINDOW = 4;

    /** About as long as a turn: what a short one misjudges would be multiplied. */
    private static final int IDLE_MILLIS = 6_000;

    private final ByTurns carrying = new ByTurns();
    private final ByTurns everything = new ByTurns();
    private final ByTurns bytes = new ByTurns();
    private final ByTurns tail = new ByTurns();
    private final ByTurns burst = new ByTurns();
    private final SignedRequests source = new SignedRequests(System.nanoTime(), KEYS);
    private final Parts parts = new Parts("auto");
    private double verifyMicros;

    @Override
    public String name() {
        return "gossip";
    }

    @Override
    public List<Figure> measure(Plan plan) throws Exception {
        Topology topology = new Topology(NODES);
        Network.Program gossipSub = GossipSub.program();
        try (Network theirs = Network.start("gossipsub", topology, gossipSub);
                Network ours = Network.start("ian", topology, number -> node(plan.directory(), number))) {
            warmUp(plan, theirs, ours);
            for (int round = 1; round <= plan.rounds(); round++) {
                round(plan, round, theirs, ours);
            }
        }
        return List.of(
                carrying.lowerIsBetter("gossip.cpu", "us", AGAINST, 5),
                everything.lowerIsBetter("gossip.cpu.node", "us", AGAINST, Double.NaN),
                bytes.lowerIsBetter("gossip.bytes", "B", AGAINST, 3),
                tail.lowerIsBetter("gossip.delay.p99", "ms", AGAINST, 1),
                burst.higherIsBetter("gossip.burst", "1/s", AGAINST, Double.NaN));
    }

    /**
     * Nodes run for weeks: each network gets bursts for as long, which is most of the work in the least time, and then both, by
     * turns, messages at the rate that is measured until neither gets faster.
     */
    private void warmUp(Plan plan, Network theirs, Network ours) throws Exception {
        for (Network network : List.of(theirs, ours)) {
            long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(plan.size(QUICK_BURSTS_SECONDS, BURSTS_SECONDS));
            while (System.nanoTime() < until) {
                warmUp(plan, network, AT_ONCE);
            }
        }
        WarmUp.untilSteady(
                plan,
                "gossip",
                WARM_UP_WINDOW,
                plan.size(1, MOST_WARM_UPS),
                () -> warmUp(plan, theirs, PER_SECOND).micros(),
                () -> warmUp(plan, ours, PER_SECOND).micros());
    }

    private Turn warmUp(Plan plan, Network network, int perSecond) throws IOException, InterruptedException {
        Turn turn = network.turn(messages(plan, plan.size(400, 600)), perSecond, Idle.NONE);
        plan.say("gossip, warm-up, %s: %s", network.name(), turn.words());
        return turn;
    }

    private void round(Plan plan, int round, Network theirs, Network ours) throws IOException, InterruptedException {
        Reading theirStart = theirs.reading();
        Reading ownStart = ours.reading();
        TimeUnit.MILLISECONDS.sleep(plan.size(IDLE_MILLIS / 4, IDLE_MILLIS));
        Idle theirsIdle = Idle.between(theirStart, theirs.reading());
        Idle oursIdle = Idle.between(ownStart, ours.reading());

        Path messages = messages(plan, plan.size(150, 600));
        Turn their = theirs.turn(messages, PER_SECOND, theirsIdle);
        Turn own = ours.turn(messages, PER_SECOND, oursIdle);
        carrying.add(own.carryingMicros() + own.judgements() * verifyMicros, their.carryingMicros());
        everything.add(own.micros(), their.micros());
        bytes.add(own.bytesEach(), their.bytesEach());
        tail.add(own.tailMillis(), their.tailMillis());
        say(plan, round, "GossipSub", their);
        say(plan, round, "ours", own);

        Path many = messages(plan, plan.size(150, 600));
        Turn theirBurst = theirs.turn(many, AT_ONCE, theirsIdle);
        Turn ownBurst = ours.turn(many, AT_ONCE, oursIdle);
        burst.add(ownBurst.perSecond(), theirBurst.perSecond());
        say(plan, round, "GossipSub at once", theirBurst);
        say(plan, round, "ours at once", ownBurst);
    }

    private static void say(Plan plan, int round, String who, Turn turn) {
        plan.say(
                "gossip, round %d of %d, %s: %s; load %s",
                round, plan.rounds(), who, turn.words(), Machine.loadAverage());
    }

    /** Signed now: a node takes nothing at its door that is older than two minutes. */
    private Path messages(Plan plan, int count) throws IOException {
        List<ContributionRequest> requests = source.next(count, System.currentTimeMillis() - count);
        verifyMicros = parts.verifyMicros(requests);
        List<WireEntry> entries = new ArrayList<>(count);
        for (ContributionRequest request : requests) {
            Bytes body = PackCodec.encode(request.pack());
            SignedHeader header = request.signedHeader(GoalCatalog.demoGoal().topic(), PackCodec.hash(body))
                    .orElseThrow();
            entries.add(WireEntry.of(header.bytes(), header.signature(), body));
        }
        Path file = plan.directory().resolve("messages");
        Envelopes.write(file, entries);
        return file;
    }

    private static ProcessBuilder node(Path directory, int number) throws IOException {
        Path data = Files.createDirectories(directory.resolve("node-" + number));
        return new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseG1GC",
                "-Xmx512m",
                "-cp",
                System.getProperty("java.class.path"),
                GossipNode.class.getName(),
                data.toString());
    }
}
