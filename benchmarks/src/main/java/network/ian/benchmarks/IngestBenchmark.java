package network.ian.benchmarks;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** Durable signed contributions a second, against what verification and evaluation alone would allow. */
final class IngestBenchmark {

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
            new IngestBenchmark().run(data, options);
        } finally {
            ScratchNode.delete(data);
        }
    }

    private void run(Path data, Options options) throws Exception {
        int keys = options.integer("keys", 16);
        int contributions = options.integer("contributions", 60_000);
        Rounds rounds = new Rounds(options, 2, 5);
        try (DurableIngest ingest = new DurableIngest(data, keys)) {
            System.out.printf(
                    Locale.ROOT,
                    "%d contributions a round, %s, signatures by %s%n",
                    contributions,
                    keys == SignedRequests.ALL_DIFFERENT ? "all keys different" : keys + " keys",
                    ingest.provider());
            while (rounds.goOn()) {
                add(ingest.round(contributions), rounds);
            }
        }
        System.out.println(rounds.words());
        print();
    }

    private void add(DurableIngest.Round round, Rounds rounds) {
        boolean counts = rounds.counts(round.used());
        System.out.println((counts ? "round: " : "(not counted): ") + round.words());
        System.out.println("  us of each thread, user+system: " + round.byThread());
        System.out.println("  durable: " + round.groups());
        if (counts) {
            rate.add(round.perSecond());
            verify.add(round.verifyMicros());
            evaluate.add(round.evaluateMicros());
            spent.add(round.cpuMicros());
            wallRatio.add(round.ratio());
            cpuRatio.add(round.floorMicros() / round.cpuMicros());
            others.add(round.used().otherCores());
        }
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
