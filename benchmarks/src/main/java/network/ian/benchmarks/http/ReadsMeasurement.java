package network.ian.benchmarks.http;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import network.ian.benchmarks.Child;
import network.ian.benchmarks.Machine;
import network.ian.benchmarks.suite.ByTurns;
import network.ian.benchmarks.suite.Figure;
import network.ian.benchmarks.suite.Measurement;
import network.ian.benchmarks.suite.Plan;
import network.ian.benchmarks.suite.WarmUp;

/**
 * Reads of a goal's state and of its leaderboard's default page against a bare Javalin route that answers a constant of the same
 * size. Two servers in processes of their own, which hold the same entries; this process reads, on one thread.
 */
public final class ReadsMeasurement implements Measurement {

    private static final double TARGET = 0.8;
    private static final String AGAINST = "bare Javalin route";
    private static final int CONNECTIONS = 32;
    private static final int INGEST_PER_SECOND = 1_000;
    private static final double LEAST_ACCEPTED = 0.95;
    private static final int SPARE_SECONDS = 1;
    private static final int MOST_WARM_UPS = 24;
    private static final int WARM_UP_WINDOW = 4;

    /** The rate while a node ingests depends on how the work happens to meet: more rounds for its median. */
    private static final int ROUNDS_WHILE_INGESTING = 2;

    @Override
    public String name() {
        return "reads";
    }

    @Override
    public List<Figure> measure(Plan plan) throws Exception {
        try (Child node = server(plan, "node")) {
            int nodePort = Integer.parseInt(node.await("port"));
            Path bodies = Files.createDirectories(plan.directory().resolve("bodies"));
            for (Target target : Target.values()) {
                Files.write(bodies.resolve(target.word()), body(nodePort, target));
            }
            try (Child bare = server(plan, "bare", "--bare", bodies.toString())) {
                int barePort = Integer.parseInt(bare.await("port"));
                return measure(plan, new Side(node, nodePort), new Side(bare, barePort));
            }
        }
    }

    private static List<Figure> measure(Plan plan, Side ours, Side bare) throws Exception {
        List<Figure> figures = new ArrayList<>();
        for (boolean ingest : new boolean[] {false, true}) {
            for (Target target : Target.values()) {
                Comparison comparison = new Comparison(plan, target, ingest);
                comparison.warmUp(ours, bare);
                int rounds = plan.rounds() * plan.size(1, ingest ? ROUNDS_WHILE_INGESTING : 1);
                for (int i = 0; i < rounds; i++) {
                    comparison.round(ours, bare, plan.size(1, 3));
                }
                figures.addAll(comparison.figures());
            }
        }
        return figures;
    }

    private static Child server(Plan plan, String name, String... more) throws IOException {
        List<String> arguments = new ArrayList<>(List.of(
                "read-server",
                "--data-dir",
                plan.directory().resolve(name).toString(),
                "--entries",
                Integer.toString(plan.size(20_000, 100_000))));
        arguments.addAll(List.of(more));
        return Child.start(List.of(), arguments.toArray(String[]::new));
    }

    private static byte[] body(int port, Target target) throws IOException {
        try (Reader reader = new Reader(port, target.request())) {
            return reader.body();
        }
    }

    /** One of the two servers. */
    private record Side(Child process, int port) {}

    /** What came out of one side's turn. */
    private record Turn(double perSecond, double cpuMicros) {}

    /** The rounds of one thing that is read. */
    private static final class Comparison {

        private final Plan plan;
        private final Target target;
        private final boolean ingest;
        private final ByTurns rate = new ByTurns();
        private final ByTurns cpu = new ByTurns();

        private Comparison(Plan plan, Target target, boolean ingest) {
            this.plan = plan;
            this.target = target;
            this.ingest = ingest;
        }

        /** Turns of a second each until neither side gets faster. */
        private void warmUp(Side ours, Side bare) throws Exception {
            WarmUp.untilSteady(
                    plan,
                    title(),
                    WARM_UP_WINDOW,
                    plan.size(2, MOST_WARM_UPS),
                    () -> turn(bare, 1).cpuMicros(),
                    () -> turn(ours, 1).cpuMicros());
        }

        private void round(Side ours, Side bare, int seconds) throws IOException {
            Turn limit = turn(bare, seconds);
            Turn node = turn(ours, seconds);
            rate.add(node.perSecond(), limit.perSecond());
            cpu.add(node.cpuMicros(), limit.cpuMicros());
            plan.say(
                    "%s: node %.0f/s %.1f us, bare %.0f/s %.1f us, load %s",
                    title(),
                    node.perSecond(),
                    node.cpuMicros(),
                    limit.perSecond(),
                    limit.cpuMicros(),
                    Machine.loadAverage());
        }

        private Turn turn(Side side, int seconds) throws IOException {
            long handedIn = 0;
            if (ingest) {
                side.process().say(INGEST_PER_SECOND + " " + (seconds + SPARE_SECONDS));
                handedIn = Long.parseLong(side.process().await("begins"));
            }
            long cpuBefore = side.process().cpuNanos();
            long start = System.nanoTime();
            long answers = Readers.read(side.port(), target, CONNECTIONS, TimeUnit.SECONDS.toNanos(seconds));
            double taken = (System.nanoTime() - start) / 1e9;
            long used = side.process().cpuNanos() - cpuBefore;
            if (ingest) {
                requireIngest(Long.parseLong(side.process().await("accepted")), handedIn);
            }
            return new Turn(answers / taken, used / 1e3 / answers);
        }

        private void requireIngest(long accepted, long handedIn) throws IOException {
            plan.say("%s: %d of %d contributions accepted meanwhile", title(), accepted, handedIn);
            if (accepted < LEAST_ACCEPTED * handedIn) {
                throw new IOException(title() + ": only " + accepted + " of " + handedIn
                        + " contributions were accepted meanwhile; the machine may be too busy to measure on");
            }
        }

        /** While a node ingests, its core time is not that of reads alone, so that the rate counts there. */
        private List<Figure> figures() {
            Figure rates = rate.higherIsBetter(title(), "1/s", AGAINST, TARGET);
            return ingest ? List.of(rates) : List.of(rates, cpu.lowerIsBetter(title() + ".cpu", "us", AGAINST, TARGET));
        }

        private String title() {
            return "reads." + target.word() + (ingest ? ".ingesting" : "");
        }
    }
}
