package network.ian.api.metrics;

import io.prometheus.client.Collector;
import io.prometheus.client.GaugeMetricFamily;
import java.util.List;
import java.util.function.IntSupplier;

/** Counts the API tokens when they are asked for, as they expire by themselves. */
final class TokenCollector extends Collector {

    private final IntSupplier inForce;

    TokenCollector(IntSupplier inForce) {
        this.inForce = inForce;
    }

    @Override
    public List<MetricFamilySamples> collect() {
        return List.of(
                new GaugeMetricFamily("ian_api_tokens", "API tokens that have not expired.", inForce.getAsInt()));
    }
}
