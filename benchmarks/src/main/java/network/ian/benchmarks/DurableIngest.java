package network.ian.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import network.ian.core.contribution.AgentPack;
import network.ian.core.contribution.ContributionRequest;
import network.ian.core.node.Node;

/**
 * A node that takes pre-signed contributions in-process at Ingress, and what verification and evaluation alone would allow:
 * cores / (verify time + evaluation time), measured before and after each round on packs of that round.
 */
public final class DurableIngest implements AutoCloseable {

    private static final int SAMPLE = 8_192;
    private static final long FIRST_MS = 1_700_000_000_000L;

    private final Parts parts = new Parts("auto");
    private final Commits commits = new Commits();
    private final SignedRequests source;
    private final Node node;
    private final Ingest ingest;
    private long nextMs = FIRST_MS;

    /**
     * Opens a node.
     *
     * @param data empty or absent
     * @param keys that sign by turns, or {@link SignedRequests#ALL_DIFFERENT}
     */
    public DurableIngest(Path data, int keys) throws IOException {
        this.source = new SignedRequests(1, keys);
        this.node = ScratchNode.open(data, commits);
        this.ingest = new Ingest(node);
    }

    /**
     * What one round came to.
     *
     * @param perSecond contributions that became durable
     * @param verifyMicros of one core, for one contribution
     * @param evaluateMicros of one core, for one contribution
     * @param cpuMicros of all threads, for one contribution
     * @param groups how many became durable together, in words
     * @param byThread core time of each thread, in words
     */
    public record Round(
            double perSecond,
            double verifyMicros,
            double evaluateMicros,
            double cpuMicros,
            Usage used,
            String groups,
            String byThread) {

        public double floorMicros() {
            return verifyMicros + evaluateMicros;
        }

        /** Contributions a second if there were nothing else to do. */
        public double limitPerSecond() {
            return Machine.cores() * 1e6 / floorMicros();
        }

        public double ratio() {
            return perSecond / limitPerSecond();
        }

        public String words() {
            return String.format(
                    Locale.ROOT,
                    "%.0f/s, verify %.1f us, evaluate %.1f us, all CPU %.1f us each, ratio %.2f,"
                            + " of CPU %.2f, others took %.2f cores, load %s",
                    perSecond,
                    verifyMicros,
                    evaluateMicros,
                    cpuMicros,
                    ratio(),
                    floorMicros() / cpuMicros,
                    used.otherCores(),
                    Machine.loadAverage());
        }
    }

    /** The provider of signatures. */
    public String provider() {
        return parts.provider();
    }

    /** Makes and signs contributions, then submits them; returns once all are durable. */
    public Round round(int contributions) throws InterruptedException {
        List<ContributionRequest> requests = source.next(contributions, nextMs);
        nextMs += contributions;
        int half = Math.min(SAMPLE, contributions) / 2;
        double verifyBefore = parts.verifyMicros(requests.subList(0, half));
        double evaluateBefore = parts.evaluateMicros(packs(requests.subList(0, half)));
        ThreadTimes threads = ThreadTimes.now();
        Usage start = Usage.now();
        ingest.all(requests);
        Usage used = Usage.since(start);
        String byThread = ThreadTimes.since(threads, used, contributions);
        List<ContributionRequest> after = requests.subList(half, 2 * half);
        return new Round(
                contributions / used.seconds(),
                (verifyBefore + parts.verifyMicros(after)) / 2,
                (evaluateBefore + parts.evaluateMicros(packs(after))) / 2,
                used.ownNanos() / 1e3 / contributions,
                used,
                commits.words(),
                byThread);
    }

    @Override
    public void close() {
        node.close();
    }

    private static List<AgentPack> packs(List<ContributionRequest> requests) {
        return requests.stream().map(ContributionRequest::pack).toList();
    }
}
