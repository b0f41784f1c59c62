package network.ian.benchmarks;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import network.ian.core.contribution.ContributionRequest;
import network.ian.core.node.Node;

/**
 * Ingest into a log of a million leaves, with and without somebody who feeds 100 entries a second that belong before all
 * others, so that every merge of them rebuilds the whole tree. By turns: without, with, with, without, ...
 */
final class FeederBenchmark {

    private static final int LONGEST_PHASE_SECONDS = 60;

    private final Median without = new Median();
    private final Median with = new Median();
    private final Median ratio = new Median();
    private final Median cpuRatio = new Median();
    private final SignedRequests source = new SignedRequests(4, MillionEntries.KEYS);
    private final SignedRequests oldSource = new SignedRequests(5, MillionEntries.KEYS);
    private final int perSecond;
    private final int contributions;
    private long nextMs;
    private long oldMs;

    private FeederBenchmark(Options options) {
        this.perSecond = options.integer("per-second", 100);
        this.contributions = options.integer("contributions", 100_000);
        this.nextMs = MillionEntries.FIRST_MS + MillionEntries.entries(options);
        this.oldMs = MillionEntries.FIRST_MS / 2;
    }

    static void run(Options options) throws Exception {
        Path data = MillionEntries.directory(options);
        Path copy = Files.createTempDirectory("ian-feeder").resolve("data");
        try {
            ScratchNode.copy(data, copy);
            new FeederBenchmark(options).run(copy, new Rounds(options, 1, 3));
        } finally {
            ScratchNode.delete(copy.getParent());
        }
    }

    private void run(Path data, Rounds rounds) throws Exception {
        try (Node node = ScratchNode.open(data)) {
            System.out.println("leaves: " + ScratchNode.logSize(node));
            for (boolean plainFirst = true; rounds.goOn(); plainFirst = !plainFirst) {
                Usage first = plainFirst ? plain(node) : fed(node);
                Usage second = plainFirst ? fed(node) : plain(node);
                if (rounds.counts(first, second)) {
                    add(plainFirst ? first : second, plainFirst ? second : first);
                }
            }
            System.out.println("leaves: " + ScratchNode.logSize(node));
        }
        System.out.println(rounds.words());
        System.out.println("ingest a second without feeder  " + without.words("%.0f"));
        System.out.println("ingest a second with feeder     " + with.words("%.0f"));
        System.out.println("with / without, round by round  " + ratio.words("%.2f"));
        System.out.println("CPU without / with, by round    " + cpuRatio.words("%.2f"));
    }

    private void add(Usage plain, Usage fed) {
        without.add(contributions / plain.seconds());
        with.add(contributions / fed.seconds());
        ratio.add(plain.seconds() / fed.seconds());
        cpuRatio.add((double) plain.ownNanos() / fed.ownNanos());
    }

    private Usage plain(Node node) throws InterruptedException {
        return ingest(node, "without", requests());
    }

    private Usage fed(Node node) throws InterruptedException {
        int count = perSecond * LONGEST_PHASE_SECONDS;
        // Each phase older than the one before, each entry older than the last: always position 0.
        oldMs -= count;
        List<ContributionRequest> old = new ArrayList<>(oldSource.next(count, oldMs));
        Collections.reverse(old);
        List<ContributionRequest> requests = requests();
        Feeder feeder = new Feeder(node, old, perSecond);
        Usage used = ingest(node, "with", requests);
        System.out.println("  fed " + feeder.stop());
        return used;
    }

    private List<ContributionRequest> requests() {
        List<ContributionRequest> requests = source.next(contributions, nextMs);
        nextMs += contributions;
        return requests;
    }

    private Usage ingest(Node node, String name, List<ContributionRequest> requests) throws InterruptedException {
        ThreadTimes threads = ThreadTimes.now();
        Usage start = Usage.now();
        new Ingest(node).all(requests);
        Usage used = Usage.since(start);
        System.out.printf(
                Locale.ROOT,
                "%s: %.0f/s in %.1f s, all CPU %.1f us each, others took %.2f cores, load %s%n  %s%n",
                name,
                contributions / used.seconds(),
                used.seconds(),
                used.ownNanos() / 1e3 / contributions,
                used.otherCores(),
                Machine.loadAverage(),
                ThreadTimes.since(threads, used, contributions));
        return used;
    }
}
