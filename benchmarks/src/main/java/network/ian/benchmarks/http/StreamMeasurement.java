package network.ian.benchmarks.http;

import java.io.IOException;
import java.util.List;
import network.ian.benchmarks.Child;
import network.ian.benchmarks.Machine;
import network.ian.benchmarks.suite.ByTurns;
import network.ian.benchmarks.suite.Figure;
import network.ian.benchmarks.suite.Measurement;
import network.ian.benchmarks.suite.Plan;

/**
 * Ingest over HTTP while clients follow the event stream on all channels, one of which never reads, by turns with none. Clients and
 * poster are processes of their own on the same cores.
 */
public final class StreamMeasurement implements Measurement {

    private static final double TARGET = 0.9;
    private static final int SEED = 62;
    private static final int CLIENTS = 1_000;

    private final ByTurns rate = new ByTurns();
    private final ByTurns cpu = new ByTurns();

    @Override
    public String name() {
        return "stream";
    }

    @Override
    public List<Figure> measure(Plan plan) throws Exception {
        int contributions = plan.size(6_000, 20_000);
        try (Posting posting = Posting.open(plan.directory(), SEED)) {
            for (int round = -1; round < plan.rounds(); round++) {
                round(plan, posting, contributions, round >= 0);
            }
        }
        return List.of(
                rate.higherIsBetter("stream.ingest", "1/s", "without clients", Double.NaN),
                cpu.lowerIsBetter("stream.ingest.cpu", "us", "without clients", TARGET));
    }

    private void round(Plan plan, Posting posting, int contributions, boolean counts) throws IOException {
        Posting.Turn alone = posting.post(posting.requests(contributions));
        Posting.Turn crowded;
        try (Child crowd = crowd(posting)) {
            crowd.await("connected");
            crowded = posting.post(posting.requests(contributions));
        }
        double aloneMicros = alone.nodeNanos() / 1e3 / contributions;
        double crowdedMicros = crowded.nodeNanos() / 1e3 / contributions;
        plan.say(
                "stream%s: with %d clients %.0f/s, node's core time %.1f us; without %.0f/s, %.1f us; load %s",
                counts ? "" : " (warm-up)",
                CLIENTS,
                contributions / crowded.seconds(),
                crowdedMicros,
                contributions / alone.seconds(),
                aloneMicros,
                Machine.loadAverage());
        if (counts) {
            rate.add(contributions / crowded.seconds(), contributions / alone.seconds());
            cpu.add(crowdedMicros, aloneMicros);
        }
    }

    private static Child crowd(Posting posting) throws IOException {
        return Child.start(
                List.of("-Xmx64m", "-XX:TieredStopAtLevel=1"),
                "stream-crowd",
                "--port",
                Integer.toString(posting.api().streamPort()),
                "--clients",
                Integer.toString(CLIENTS));
    }
}
