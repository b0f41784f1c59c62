package network.ian.benchmarks;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import network.ian.core.contribution.AgentPack;
import network.ian.core.contribution.ContributionRequest;
import network.ian.core.node.Node;

/**
 * Durable signed contributions a second, pre-signed and entering in-process at Ingress, against what verification and
 * evaluation alone would allow: cores / (verify time + evaluation time), measured before and after each round.
 */
final class IngestBenchmark {

    private static final int SAMPLE = 8_192;

    private final Parts parts = new Parts("auto");
    private final Commits commits = new Commits();
    private final Median rate = new Median();
    private final Median verify = new Median();
    private final Median evaluate = new Median();
    private final Median spent = new Median();
    private final Median wallRatio = new Median();
    private final Median cpuRatio = new Median();
    private final Median others = new Median();

    private IngestBenchmark() {}

    static void run(Options options) throws Exception {
        Path data = options.path("data-dir", Files.createTempDirectory("ian-ingest"));
        try {
            new IngestBenchmark()
                    .run(
                            data,
                            options.integer("keys", 16),
                            new Rounds(options, 2, 5),
                            options.integer("contributions", 60_000));
        } finally {
            ScratchNode.delete(data);
        }
    }

    private void run(Path data, int keys, Rounds rounds, int contributions) throws Exception {
        SignedRequests source = new SignedRequests(1, keys);
        long firstMs = 1_700_000_000_000L;
        System.out.printf(
                Locale.ROOT,
                "%d contributions a round, %s, signatures by %s%n",
                contributions,
                keys == SignedRequests.ALL_DIFFERENT ? "all keys different" : keys + " keys",
                parts.provider());
        try (Node node = ScratchNode.open(data, commits)) {
            Ingest ingest = new Ingest(node);
            while (rounds.goOn()) {
                List<ContributionRequest> requests = source.next(contributions, firstMs);
                firstMs += contributions;
                round(rounds, ingest, requests);
            }
        }
        System.out.println(rounds.words());
        print();
    }

    private void round(Rounds rounds, Ingest ingest, List<ContributionRequest> requests) throws InterruptedException {
        int half = Math.min(SAMPLE, requests.size()) / 2;
        double verifyBefore = parts.verifyMicros(requests.subList(0, half));
        double evaluateBefore = parts.evaluateMicros(packs(requests.subList(0, half)));
        ThreadTimes threads = ThreadTimes.now();
        Usage start = Usage.now();
        ingest.all(requests);
        Usage used = Usage.since(start);
        String byThread = ThreadTimes.since(threads, used, requests.size());
        double verifyMicros = (verifyBefore + parts.verifyMicros(requests.subList(half, 2 * half))) / 2;
        double evaluateMicros = (evaluateBefore + parts.evaluateMicros(packs(requests.subList(half, 2 * half)))) / 2;
        double perSecond = requests.size() / used.seconds();
        double cpuMicros = used.ownNanos() / 1e3 / requests.size();
        double floor = verifyMicros + evaluateMicros;
        double ofIdeal = perSecond / (Machine.cores() * 1e6 / floor);
        boolean counts = rounds.counts(used);
        System.out.printf(
                Locale.ROOT,
                "%s: %.0f/s, verify %.1f us, evaluate %.1f us, all CPU %.1f us each, ratio %.2f,"
                        + " of CPU %.2f, others took %.2f cores, load %s%n",
                counts ? "round" : "(not counted)",
                perSecond,
                verifyMicros,
                evaluateMicros,
                cpuMicros,
                ofIdeal,
                floor / cpuMicros,
                used.otherCores(),
                Machine.loadAverage());
        System.out.println("  us of each thread, user+system: " + byThread);
        System.out.println("  durable: " + commits.words());
        if (counts) {
            rate.add(perSecond);
            verify.add(verifyMicros);
            evaluate.add(evaluateMicros);
            spent.add(cpuMicros);
            wallRatio.add(ofIdeal);
            cpuRatio.add(floor / cpuMicros);
            others.add(used.otherCores());
        }
    }

    private static List<AgentPack> packs(List<ContributionRequest> requests) {
        return requests.stream().map(ContributionRequest::pack).toList();
    }

    private void print() {
        System.out.println("median of rounds (range):");
        System.out.println("  durable contributions a second     " + rate.words("%.0f"));
        System.out.println("  verify, us of one core             " + verify.words("%.1f"));
        System.out.println("  evaluate, us of one core           " + evaluate.words("%.1f"));
        System.out.println("  all CPU of a contribution, us      " + spent.words("%.1f"));
        System.out.println("  ratio to cores/(verify+evaluate)   " + wallRatio.words("%.2f"));
        System.out.println("  (verify+evaluate)/all CPU          " + cpuRatio.words("%.2f"));
        System.out.println("  cores taken by others              " + others.words("%.2f"));
    }
}
