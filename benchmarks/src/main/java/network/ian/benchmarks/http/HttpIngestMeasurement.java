package network.ian.benchmarks.http;

import java.util.List;
import network.ian.benchmarks.Ingest;
import network.ian.benchmarks.Machine;
import network.ian.benchmarks.Usage;
import network.ian.benchmarks.suite.ByTurns;
import network.ian.benchmarks.suite.Figure;
import network.ian.benchmarks.suite.Measurement;
import network.ian.benchmarks.suite.Plan;
import network.ian.core.contribution.ContributionRequest;

/**
 * Durable signed contributions over HTTP, by turns with the same handed over in-process. Nothing is aimed at: it tells what HTTP and
 * JSON cost beside the work itself. The client shares the cores.
 */
public final class HttpIngestMeasurement implements Measurement {

    private static final int SEED = 61;

    private final ByTurns rate = new ByTurns();
    private final ByTurns cpu = new ByTurns();

    @Override
    public String name() {
        return "http";
    }

    @Override
    public List<Figure> measure(Plan plan) throws Exception {
        int contributions = plan.size(6_000, 20_000);
        try (Posting posting = Posting.open(plan.directory(), SEED)) {
            Ingest ingest = new Ingest(posting.api().node());
            for (int round = -1; round < plan.rounds(); round++) {
                round(plan, posting, ingest, contributions, round >= 0);
            }
        }
        return List.of(
                rate.higherIsBetter("http.ingest", "1/s", "in-process", Double.NaN),
                cpu.lowerIsBetter("http.ingest.cpu", "us", "in-process", Double.NaN));
    }

    private void round(Plan plan, Posting posting, Ingest ingest, int contributions, boolean counts) throws Exception {
        List<ContributionRequest> direct = posting.requests(contributions);
        Usage start = Usage.now();
        ingest.all(direct);
        Usage inside = Usage.since(start);
        Posting.Turn outside = posting.post(posting.requests(contributions));
        double insideMicros = inside.ownNanos() / 1e3 / contributions;
        double outsideMicros = outside.nodeNanos() / 1e3 / contributions;
        plan.say(
                "http.ingest%s: %.0f/s, node's core time %.1f us; in-process %.0f/s, %.1f us; load %s",
                counts ? "" : " (warm-up)",
                contributions / outside.seconds(),
                outsideMicros,
                contributions / inside.seconds(),
                insideMicros,
                Machine.loadAverage());
        if (counts) {
            rate.add(contributions / outside.seconds(), contributions / inside.seconds());
            cpu.add(outsideMicros, insideMicros);
        }
    }
}
