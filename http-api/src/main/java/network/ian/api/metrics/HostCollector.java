package network.ian.api.metrics;

import com.sun.management.OperatingSystemMXBean;
import io.prometheus.client.Collector;
import io.prometheus.client.GaugeMetricFamily;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.List;
import network.ian.core.node.Node;

/** Reads, when asked, what the program is and how much of the machine it may use; in a container, of the container. */
final class HostCollector extends Collector {

    private static final double MILLIS_PER_SECOND = 1e3;

    private final Node node;
    private final String version;
    private final OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

    HostCollector(Node node, String version) {
        this.node = node;
        this.version = version;
    }

    @Override
    public List<MetricFamilySamples> collect() {
        return List.of(
                build(),
                new GaugeMetricFamily(
                        "ian_cpu_cores", "Processors that the node may use.", system.getAvailableProcessors()),
                new GaugeMetricFamily(
                        "ian_memory_limit_bytes",
                        "Memory that the node may use: the container's limit, else the machine's memory.",
                        system.getTotalMemorySize()),
                new GaugeMetricFamily(
                        "ian_disk_total_bytes", "Size of the data directory's disk; NaN if unknown.", diskBytes()),
                new GaugeMetricFamily(
                        "ian_disk_reserved_bytes",
                        "Must stay free on the data directory's disk: with less the node takes no contributions.",
                        node.quota().minFreeBytes()),
                new GaugeMetricFamily(
                        "ian_state_age_seconds",
                        "Since node_state.json was last in step with the goals.",
                        node.stateAgeMillis() / MILLIS_PER_SECOND));
    }

    private GaugeMetricFamily build() {
        GaugeMetricFamily family = new GaugeMetricFamily(
                "ian_build_info", "Always 1: which program this is, on which Java.", List.of("version", "java"));
        family.addMetric(List.of(version, Runtime.version().toString()), 1);
        return family;
    }

    private double diskBytes() {
        try {
            return node.quota().totalBytes();
        } catch (IOException e) {
            return Double.NaN;
        }
    }
}
