package network.ian.api.metrics;

import io.prometheus.client.CollectorRegistry;
import io.prometheus.client.Counter;
import io.prometheus.client.exporter.common.TextFormat;
import io.prometheus.client.hotspot.DefaultExports;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.Collection;
import network.ian.api.http.HttpObserver;
import network.ian.api.http.Route;
import network.ian.core.node.Node;
import network.ian.core.view.AnchorView;
import network.ian.core.view.PeerDirectory;

/**
 * Everything that {@code /metrics} shows. Made before the node, because the node reports to {@link #contributions};
 * complete once {@link #observe} was called.
 */
public final class NodeMetrics {

    private final CollectorRegistry registry = new CollectorRegistry();
    private final ContributionMetrics contributions = new ContributionMetrics(registry);
    private final Counter rateLimited = Counter.build(
                    "ian_rate_limit_violations_total", "Requests and messages refused because of their rate.")
            .labelNames("scope")
            .register(registry);
    private final HttpMetrics http = new HttpMetrics(registry, rateLimited);
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
        node.goals().forEach(goal -> contributions.expect(goal.spec().goalId()));
        http.expect(routes);
        registry.register(new NodeCollector(node, peers));
        registry.register(new AnchorCollector(node, anchors, clock));
    }

    /** The content type that suits an {@code Accept} header; null for none. */
    public static String contentType(String accept) {
        return TextFormat.chooseContentType(accept);
    }

    /** All series in the given content type. */
    public String text(String contentType) {
        StringWriter out = new StringWriter();
        try {
            TextFormat.writeFormat(contentType, out, registry.metricFamilySamples());
        } catch (IOException e) {
            throw new UncheckedIOException("a string takes every character", e);
        }
        return out.toString();
    }
}
