package network.ian.api.metrics;

import io.prometheus.client.Collector.MetricFamilySamples;
import io.prometheus.client.CollectorRegistry;
import io.prometheus.client.Counter;
import io.prometheus.client.exporter.common.TextFormat;
import io.prometheus.client.hotspot.DefaultExports;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.function.IntSupplier;
import network.ian.api.health.NodeHealth;
import network.ian.api.http.HttpObserver;
import network.ian.api.http.Route;
import network.ian.api.stream.StreamObserver;
import network.ian.core.node.Node;
import network.ian.core.view.AnchorView;
import network.ian.core.view.PeerDirectory;

/**
 * Everything that {@code /metrics} shows. Made before the node, because the node reports to {@link #contributions};
 * complete once {@link #observe}, {@link #describe} and {@link #limits} were called.
 */
public final class NodeMetrics {

    private final CollectorRegistry registry = new CollectorRegistry();
    private final ContributionMetrics contributions = new ContributionMetrics(registry);
    private final Counter rateLimited = Counter.build(
                    "ian_rate_limit_violations_total", "Requests and messages refused because of their rate.")
            .labelNames("scope")
            .register(registry);
    private final HttpMetrics http = new HttpMetrics(registry, rateLimited);
    private final StreamMetrics stream = new StreamMetrics(registry);
    private final CertificateExpiry certificates = new CertificateExpiry(registry);

    public NodeMetrics() {
        DefaultExports.register(registry);
    }

    /** Where the node reports to. */
    public ContributionMetrics contributions() {
        return contributions;
    }

    /** Where the web server reports to. */
    public HttpObserver http() {
        return http;
    }

    /** Where the event stream reports to. */
    public StreamObserver stream() {
        return stream;
    }

    /** Where whoever serves with a certificate tells when it ends. */
    public CertificateExpiry certificates() {
        return certificates;
    }

    /** Requests and messages beyond a limit, by {@code scope}; shared by the modules. */
    public Counter rateLimited() {
        return rateLimited;
    }

    /** Where further modules register their own series. */
    public CollectorRegistry registry() {
        return registry;
    }

    /** Adds the node's gauges, and every series of its goals and routes at 0. Call once. */
    public void observe(Node node, PeerDirectory peers, AnchorView anchors, Clock clock, Collection<Route> routes) {
        // First, so that no goal can come in between.
        node.onGoalAdded(goal -> contributions.expect(goal.spec().goalId()));
        node.goals().forEach(goal -> contributions.expect(goal.spec().goalId()));
        http.expect(routes);
        registry.register(new NodeCollector(node, peers));
        registry.register(new AnchorCollector(node, anchors, clock));
    }

    /** Adds the gauge of API tokens. Call once. */
    public void observeTokens(IntSupplier inForce) {
        registry.register(new TokenCollector(inForce));
    }

    /** Adds what the program runs on, and whether it is well. Call once. */
    public void describe(Node node, NodeHealth health, String version) {
        registry.register(new HostCollector(node, version));
        registry.register(new HealthCollector(node, health));
    }

    /** Adds what bounds the node's queues and connections. Call once. */
    public void limits(Node node, PeerDirectory peers, int maxPeers) {
        registry.register(new LimitCollector(node, peers, maxPeers));
    }

    /** The content type that suits an {@code Accept} header; null for none. */
    public static String contentType(String accept) {
        return TextFormat.chooseContentType(accept);
    }

    /** All series in the given content type. */
    public String text(String contentType) {
        StringWriter out = new StringWriter();
        try {
            TextFormat.writeFormat(contentType, out, withoutCreated(registry.metricFamilySamples()));
        } catch (IOException e) {
            throw new UncheckedIOException("a string takes every character", e);
        }
        return out.toString();
    }

    /**
     * The library adds to every counter and histogram when it was made. Nothing asks for that, and {@code
     * process_start_time_seconds} says it once: without them a scrape has a sixth fewer series.
     */
    private static Enumeration<MetricFamilySamples> withoutCreated(Enumeration<MetricFamilySamples> families) {
        List<MetricFamilySamples> kept = new ArrayList<>();
        families.asIterator().forEachRemaining(family -> kept.add(withoutCreated(family)));
        return Collections.enumeration(kept);
    }

    private static MetricFamilySamples withoutCreated(MetricFamilySamples family) {
        List<MetricFamilySamples.Sample> samples = family.samples.stream()
                .filter(sample -> !sample.name.endsWith("_created"))
                .toList();
        return new MetricFamilySamples(family.name, family.unit, family.type, family.help, samples);
    }
}
