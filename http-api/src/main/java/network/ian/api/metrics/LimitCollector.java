package network.ian.api.metrics;

import io.prometheus.client.Collector;
import io.prometheus.client.GaugeMetricFamily;
import java.util.List;
import network.ian.core.node.Node;
import network.ian.core.view.PeerDirectory;
import network.ian.core.view.PeerSummary;

/** Reads, when asked, the bounds beside which the gauges of queues and connections mean something. */
final class LimitCollector extends Collector {

    private final Node node;
    private final PeerDirectory peers;
    private final int maxPeers;

    LimitCollector(Node node, PeerDirectory peers, int maxPeers) {
        this.node = node;
        this.peers = peers;
        this.maxPeers = maxPeers;
    }

    @Override
    public List<MetricFamilySamples> collect() {
        return List.of(
                new GaugeMetricFamily(
                        "ian_mempool_capacity",
                        "Contributions that may be decided at one time.",
                        node.ingress().capacity()),
                new GaugeMetricFamily("ian_goals_max", "Goals that the node takes (goals.max).", node.goalLimit()),
                writers(),
                directions(),
                new GaugeMetricFamily("ian_peers_max", "Peers that may be connected (p2p.max_peers).", maxPeers),
                new GaugeMetricFamily(
                        "ian_peer_addresses", "Addresses that are known and may be dialled.", peers.knownAddresses()));
    }

    private GaugeMetricFamily writers() {
        GaugeMetricFamily family = new GaugeMetricFamily(
                "ian_writer_queue_capacity",
                "Contributions that may wait for the goal's writer; 0 while the goal is damaged.",
                List.of("goal"));
        node.goals().forEach(goal -> family.addMetric(List.of(goal.spec().goalId()), goal.queueCapacity()));
        return family;
    }

    private GaugeMetricFamily directions() {
        List<PeerSummary> connected = peers.connected();
        double outbound = connected.stream().filter(PeerSummary::outbound).count();
        GaugeMetricFamily family = new GaugeMetricFamily(
                "ian_peers", "Connected peers, by who opened the connection.", List.of("direction"));
        family.addMetric(List.of("inbound"), connected.size() - outbound);
        family.addMetric(List.of("outbound"), outbound);
        return family;
    }
}
