package network.ian.app.peers;

import io.prometheus.client.Collector;
import io.prometheus.client.GaugeMetricFamily;
import java.util.List;
import network.ian.p2p.directory.NetworkDirectory;

/** Reads from the network, when asked, how full its bounded tables are. */
public final class PeerTables extends Collector {

    private static final List<String> TABLE = List.of("table");

    private final NetworkDirectory network;

    public PeerTables(NetworkDirectory network) {
        this.network = network;
    }

    @Override
    public List<MetricFamilySamples> collect() {
        GaugeMetricFamily tables = new GaugeMetricFamily(
                "ian_peer_table_size", "Entries, or bytes where the name says so, in a bounded table.", TABLE);
        network.tables().forEach((name, size) -> tables.addMetric(List.of(name), size));
        return List.of(
                tables,
                new GaugeMetricFamily(
                        "ian_peer_score_alarm",
                        "1 while more peers would be disconnected for weak evidence than the guard lets go.",
                        network.alarmed() ? 1 : 0));
    }
}
