package network.ian.benchmarks;

import java.io.IOException;
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
public final class CatchUp implements AutoCloseable {

    private static final int SAMPLE = 4_096;

    private final Parts parts = new Parts("auto");
    private final List<ContributionRequest> sample = new SignedRequests(5, MillionEntries.KEYS).next(SAMPLE, 1);
    private final List<AgentPack> packs =
            sample.stream().map(ContributionRequest::pack).toList();
    private final Commits commits = new Commits();
    private final Child supplier;
    private final int entries;
    private final String root;
    private final HostPort seed;

    private CatchUp(Child supplier) throws IOException {
        this.supplier = supplier;
        this.entries = Integer.parseInt(supplier.await("start_entries"));
        this.root = supplier.await("root");
        this.seed = CatchUpNode.loopback(Integer.parseInt(supplier.await("port")));
    }

    /** Starts the supplier, with the entries in {@code data}. */
    public static CatchUp from(Path data) throws IOException {
        Child supplier = Child.start(List.of(), "catch-up-node", "--data-dir", data.toString());
        try {
            return new CatchUp(supplier);
        } catch (IOException | RuntimeException e) {
            supplier.close();
            throw e;
        }
    }

    /**
     * What one round came to; times of an entry in microseconds.
     *
     * @param seconds from opening to the last entry
     * @param waited seconds until the first entries came
     * @param perSecond entries a second from the first ones on
     * @param floorMicros verification + evaluation, of one core
     * @param ownMicros all CPU at the fresh node
     * @param supplierMicros all CPU at the other node
     * @param otherCores that neither of them took
     * @param details lines on threads, groups, frames and heap
     */
    public record Round(
            double seconds,
            double waited,
            double perSecond,
            double floorMicros,
            double ownMicros,
            double supplierMicros,
            double otherCores,
            List<String> details) {

        /** Entries a second if there were nothing else to do. */
        public double limitPerSecond() {
            return Machine.cores() * 1e6 / floorMicros;
        }

        public double ratio() {
            return perSecond / limitPerSecond();
        }

        public String words() {
            return String.format(
                    Locale.ROOT,
                    "%.2f s from opening, first entries after %.2f s, then %.0f/s; verify + evaluate %.1f us, CPU here %.1f us,"
                            + " of the supplier %.1f us; ratio %.2f, by CPU here %.2f, by CPU of both %.2f,"
                            + " others took %.2f cores, load %s",
                    seconds,
                    waited,
                    perSecond,
                    floorMicros,
                    ownMicros,
                    supplierMicros,
                    ratio(),
                    floorMicros / ownMicros,
                    floorMicros / (ownMicros + supplierMicros),
                    otherCores,
                    Machine.loadAverage());
        }
    }

    public int entries() {
        return entries;
    }

    /** The provider of signatures. */
    public String provider() {
        return parts.provider();
    }

    /**
     * Opens a node in an empty or absent directory and waits until it has everything; closes it.
     *
     * @throws IllegalStateException if its root is then another one than the supplier's
     */
    public Round round(Path fresh) throws Exception {
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
            List<String> details = List.of(
                    "us of each thread here, user+system: " + ThreadTimes.since(threads, used, entries),
                    "durable: " + commits.words(),
                    "frames: " + node.traffic().words(),
                    String.format(
                            Locale.ROOT,
                            "%.1f bytes on the wire an entry in both directions, before TLS; %s",
                            (double) node.traffic().bytes() / entries,
                            heap.words()));
            // The start's wall time is monotonic time, as the traffic's is.
            double waited = (node.traffic().firstEntriesNanos() - start.wallNanos()) / 1e9;
            return new Round(
                    used.seconds(),
                    waited,
                    entries / (used.seconds() - waited),
                    (before + floorMicros()) / 2,
                    used.ownNanos() / 1e3 / entries,
                    supplierNanos / 1e3 / entries,
                    Math.max(0.0, used.otherCores() - supplierNanos / (double) used.wallNanos()),
                    details);
        }
    }

    @Override
    public void close() throws IOException {
        supplier.close();
    }

    private double floorMicros() {
        return parts.verifyMicros(sample) + parts.evaluateMicros(packs);
    }
}
