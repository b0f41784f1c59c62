package network.ian.benchmarks;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** {@link CatchUp}, round by round. */
final class CatchUpBenchmark {

    private static final int ENTRIES = 150_000;

    private final Median rate = new Median();
    private final Median floor = new Median();
    private final Median wallRatio = new Median();
    private final Median ownRatio = new Median();
    private final Median bothRatio = new Median();
    private final Median own = new Median();
    private final Median supplied = new Median();
    private final Median others = new Median();

    private CatchUpBenchmark() {}

    static void run(Options options) throws Exception {
        Path data = MillionEntries.directory(options, "catch-up", ENTRIES);
        try (CatchUp catchUp = CatchUp.from(data)) {
            new CatchUpBenchmark().run(catchUp, new Rounds(options, 2, 3));
        }
    }

    private void run(CatchUp catchUp, Rounds rounds) throws Exception {
        System.out.printf(
                Locale.ROOT,
                "%d entries, %d cores, signatures by %s%n",
                catchUp.entries(),
                Machine.cores(),
                catchUp.provider());
        while (rounds.goOn()) {
            Path fresh = Files.createTempDirectory("ian-catch-up");
            try {
                add(catchUp.round(fresh), rounds);
            } finally {
                ScratchNode.delete(fresh);
            }
        }
        System.out.println(rounds.words());
        print();
    }

    private void add(CatchUp.Round round, Rounds rounds) {
        boolean counts = rounds.counts(round.otherCores());
        System.out.println((counts ? "round: " : "(not counted): ") + round.words());
        round.details().forEach(line -> System.out.println("  " + line));
        if (counts) {
            rate.add(round.perSecond());
            floor.add(round.floorMicros());
            wallRatio.add(round.ratio());
            own.add(round.ownMicros());
            supplied.add(round.supplierMicros());
            ownRatio.add(round.floorMicros() / round.ownMicros());
            bothRatio.add(round.floorMicros() / (round.ownMicros() + round.supplierMicros()));
            others.add(round.otherCores());
        }
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
