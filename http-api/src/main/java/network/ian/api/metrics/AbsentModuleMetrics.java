package network.ian.api.metrics;

import io.prometheus.client.CollectorRegistry;
import io.prometheus.client.Counter;
import io.prometheus.client.Gauge;

/**
 * The contract's series about Tau Net (formats.md, "Metrics"): a node without that module has made no commit, and its
 * dashboards and alerts must find that said, not find nothing.
 */
final class AbsentModuleMetrics {

    private AbsentModuleMetrics() {}

    static void register(CollectorRegistry registry) {
        counter(registry, "ian_tau_commits_total", "Roots anchored on Tau Net.");
        counter(registry, "ian_tau_commits_failed_total", "Attempts to anchor a root that failed.");
        Gauge.build("ian_circuit_breaker_state", "Towards Tau Net: 0 closed, 1 half-open, 2 open.")
                .register(registry);
    }

    private static void counter(CollectorRegistry registry, String name, String help) {
        Counter.build(name, help).register(registry);
    }
}
