package network.ian.app.peers;

import io.prometheus.client.CollectorRegistry;
import io.prometheus.client.Counter;
import io.prometheus.client.Histogram;
import network.ian.p2p.finality.Anchoring;
import network.ian.p2p.port.PeerTelemetry;
import network.ian.p2p.score.Fault;
import network.ian.p2p.score.Scope;
import network.ian.p2p.sync.Synchronizer;
import network.ian.p2p.wire.GoodbyeReason;
import network.ian.p2p.wire.MessageType;
import network.ian.p2p.wire.WireFault;

/** Counts what peers do, in the series of the contract (formats.md, "Metrics"); never by peer. Thread-safe. */
public final class PeerMetrics implements PeerTelemetry {

    private static final double NANOS_PER_SECOND = 1e9;

    private final Counter received;
    private final Counter receivedBytes;
    private final Counter sent;
    private final Counter sentBytes;
    private final Counter invalid;
    private final Counter connections;
    private final Counter disconnections;
    private final Counter rateLimited;
    private final Histogram hops;

    /** @param rateLimited the series that all modules share, labelled {@code scope} */
    public PeerMetrics(CollectorRegistry registry, Counter rateLimited) {
        this.rateLimited = rateLimited;
        received = counter(registry, "ian_messages_received_total", "Messages from peers.", "type");
        receivedBytes = counter(registry, "ian_message_bytes_received_total", "Bytes of messages from peers.", "type");
        sent = counter(registry, "ian_messages_sent_total", "Messages to peers.", "type");
        sentBytes = counter(registry, "ian_message_bytes_sent_total", "Bytes of messages to peers.", "type");
        invalid = counter(
                registry, "ian_invalid_messages_total", "Messages from peers that break the protocol.", "reason");
        connections = counter(registry, "ian_peer_connections_total", "Connections made with peers.");
        disconnections =
                counter(registry, "ian_peer_disconnections_total", "Connections with peers that ended.", "reason");
        hops = Histogram.build(
                        "ian_gossip_hop_seconds",
                        "From a contribution's timestamp to its arrival here, by hop, in seconds.")
                .buckets(0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30)
                .register(registry);
        expect();
    }

    @Override
    public void received(MessageType type, int bytes) {
        received.labels(type.label()).inc();
        receivedBytes.labels(type.label()).inc(bytes);
    }

    @Override
    public void sent(MessageType type, int bytes) {
        sent.labels(type.label()).inc();
        sentBytes.labels(type.label()).inc(bytes);
    }

    @Override
    public void invalid(String reason) {
        invalid.labels(reason).inc();
    }

    @Override
    public void rateLimited(String scope) {
        rateLimited.labels(scope).inc();
    }

    @Override
    public void connected() {
        connections.inc();
    }

    @Override
    public void disconnected(GoodbyeReason reason) {
        disconnections.labels(reason.label()).inc();
    }

    @Override
    public void hop(long nanos) {
        hops.observe(nanos / NANOS_PER_SECOND);
    }

    /** Makes every series exist at 0. */
    private void expect() {
        for (MessageType type : MessageType.values()) {
            received.labels(type.label());
            receivedBytes.labels(type.label());
            sent.labels(type.label());
            sentBytes.labels(type.label());
        }
        for (Fault fault : Fault.values()) {
            invalid.labels(fault.label());
        }
        for (WireFault fault : WireFault.values()) {
            invalid.labels(fault.label());
        }
        for (Scope scope : Scope.values()) {
            rateLimited.labels(scope.label());
        }
        Synchronizer.RATE_SCOPES.forEach(rateLimited::labels);
        rateLimited.labels(Anchoring.RATE_SCOPE);
        for (GoodbyeReason reason : GoodbyeReason.values()) {
            disconnections.labels(reason.label());
        }
    }

    private static Counter counter(CollectorRegistry registry, String name, String help, String... labels) {
        return Counter.build(name, help).labelNames(labels).register(registry);
    }
}
