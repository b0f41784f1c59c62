package network.ian.benchmarks.suite;

import java.util.List;
import network.ian.benchmarks.gossip.GossipMeasurement;
import network.ian.benchmarks.http.HttpIngestMeasurement;
import network.ian.benchmarks.http.ReadsMeasurement;
import network.ian.benchmarks.http.StreamMeasurement;

/** What {@code ian bench} measures. */
public final class Suite {

    private Suite() {}

    /** Every measurement, in the order in which it is run and shown. */
    public static List<Measurement> all() {
        return List.of(
                new SignatureMeasurement(),
                new HashMeasurement(),
                new JournalMeasurement(),
                new TlsMeasurement(),
                new IngestMeasurement(),
                new HttpIngestMeasurement(),
                new StreamMeasurement(),
                new ReadsMeasurement(),
                new GossipMeasurement(),
                new SyncMeasurement(),
                new RestartMeasurement(),
                new FlatMeasurement());
    }
}
