package network.ian.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import network.ian.core.config.HostPort;
import network.ian.core.contribution.AgentPack;
import network.ian.core.contribution.ContributionRequest;

/**
 * A fresh node reconciles over TLS on loopback with one that holds many entries, against what verification and evaluation
 * alone would allow. This process is the fresh node, a new one each round; the other node is a process of its own, on the
 * same cores.
 */
final class CatchUpBenchmark {

    private static final int SAMPLE = 4_096;
    private static final int ENTRIES = 150_000;

    private final Parts parts = new Parts("auto");
    private final List<ContributionRequest> sample = new SignedRequests(5, MillionEntries.KEYS).next(SAMPLE, 1);
    private final List<AgentPack> packs =
            sample.stream().map(ContributionRequest::pack).toList();
    private final Commits commits = new Commits();
    private final Child supplier;
    private final int entries;
    private final String root;
    private final HostPort seed;
    private final Median rate = new Median();
    private final Median floor = new Median();
    private final Median wallRatio = new Median();
    private final Median ownRatio = new Median();
    private final Median bothRatio = new Median();
    private final Median own = new Median();
    private final Median supplied = new Median();
    private final Median others = new Median();

    private CatchUpBenchmark(Child supplier) throws IOException {
        this.supplier = supplier;
        this.entries = Integer.parseInt(supplier.await("start_entries"));
        this.root = supplier.await("root");
        this.seed = CatchUpNode.loopback(Integer.parseInt(supplier.await("port")));
    }

    static void run(Options options) throws Exception {
        Path data = MillionEntries.directory(options, "catch-up", ENTRIES);
        try (Child supplier = Child.start(List.of(), "catch-up-node", "--data-dir", data.toString())) {
            new CatchUpBenchmark(supplier).run(new Rounds(options, 2, 3));
        }
    }

    private void run(Rounds rounds) throws Exception {
        System.out.printf(
                Locale.ROOT, "%d entries, %d cores, signatures by %s%n", entries, Machine.cores(), parts.provider());
        while (rounds.goOn()) {
            Path fresh = Files.createTempDirectory("ian-catch-up");
            try {
                round(rounds, fresh);
            } finally {
                ScratchNode.delete(fresh);
            }
        }
        System.out.println(rounds.words());
        print();
    }

    private void round(Rounds rounds, Path fresh) throws Exception {
        double before = floorMicros();
        ThreadTimes threads = ThreadTimes.now();
        HeapPeak heap = HeapPeak.fromNow();
        long supplierStart = supplier.cpuNanos();
        Usage start = Usage.now();
        try (CatchUpNode node = CatchUpNode.open(fresh, Optional.of(seed), commits)) {
            node.awaitEntries(entries);
            Usage used = Usage.since(start);
            long supplierNanos = supplier.cpuNanos() - supplierStart;
            if (!node.root().toString().equals(root)) {
                throw new IllegalStateException("the roots differ: " + node.root() + ", not " + root);
            }
            String byThread = ThreadTimes.since(threads, used, entries);
            double waited = (node.traffic().firstEntriesNanos() - start.wallNanos()) / 1e9;
            report(rounds, used, supplierNanos, (before + floorMicros()) / 2, waited);
            System.out.println("  us of each thread here, user+system: " + byThread);
            System.out.println("  durable: " + commits.words());
            System.out.println("  frames: " + node.traffic().words());
            System.out.printf(
                    Locale.ROOT,
                    "  %.1f bytes on the wire an entry in both directions, before TLS; %s%n",
                    (double) node.traffic().bytes() / entries,
                    heap.words());
        }
    }

    /** {@code start.wallNanos} is monotonic time. */
    private void report(Rounds rounds, Usage used, long supplierNanos, double floorMicros, double waited) {
        double perSecond = entries / (used.seconds() - waited);
        double ofIdeal = perSecond / (Machine.cores() * 1e6 / floorMicros);
        double ownMicros = used.ownNanos() / 1e3 / entries;
        double supplierMicros = supplierNanos / 1e3 / entries;
        double otherCores = Math.max(0.0, used.otherCores() - supplierNanos / (double) used.wallNanos());
        boolean counts = rounds.counts(otherCores);
        System.out.printf(
                Locale.ROOT,
                "%s: %.2f s from opening, first entries after %.2f s, then %.0f/s; verify + evaluate %.1f us, CPU here %.1f us,"
                        + " of the supplier %.1f us; ratio %.2f, by CPU here %.2f, by CPU of both %.2f,"
                        + " others took %.2f cores, load %s%n",
                counts ? "round" : "(not counted)",
                used.seconds(),
                waited,
                perSecond,
                floorMicros,
                ownMicros,
                supplierMicros,
                ofIdeal,
                floorMicros / ownMicros,
                floorMicros / (ownMicros + supplierMicros),
                otherCores,
                Machine.loadAverage());
        if (counts) {
            rate.add(perSecond);
            floor.add(floorMicros);
            wallRatio.add(ofIdeal);
            own.add(ownMicros);
            supplied.add(supplierMicros);
            ownRatio.add(floorMicros / ownMicros);
            bothRatio.add(floorMicros / (ownMicros + supplierMicros));
            others.add(otherCores);
        }
    }

    private double floorMicros() {
        return parts.verifyMicros(sample) + parts.evaluateMicros(packs);
    }

    private void print() {
        System.out.println("median of rounds (range):");
        System.out.println("  entries a second                     " + rate.words("%.0f"));
        System.out.println("  verify + evaluate, us of one core    " + floor.words("%.1f"));
        System.out.println("  CPU of an entry, fresh node, us      " + own.words("%.1f"));
        System.out.println("  CPU of an entry, supplier, us        " + supplied.words("%.1f"));
        System.out.println("  ratio to cores/(verify+evaluate)     " + wallRatio.words("%.2f"));
        System.out.println("  (verify+evaluate)/CPU, fresh node    " + ownRatio.words("%.2f"));
        System.out.println("  (verify+evaluate)/CPU, both nodes    " + bothRatio.words("%.2f"));
        System.out.println("  cores taken by others                " + others.words("%.2f"));
    }
}
