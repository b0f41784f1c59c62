package network.ian.api.rest;

import network.ian.api.http.Answer;
import network.ian.api.http.ApiRequest;
import network.ian.api.http.ReadEndpoint;
import network.ian.api.metrics.NodeMetrics;

/** {@code GET /metrics}: Prometheus or OpenMetrics text, as the scraper asks. */
final class MetricsEndpoint implements ReadEndpoint {

    private final NodeMetrics metrics;

    MetricsEndpoint(NodeMetrics metrics) {
        this.metrics = metrics;
    }

    @Override
    public Answer read(ApiRequest request) {
        String contentType = NodeMetrics.contentType(request.header("Accept").orElse(null));
        return Answer.text(200, metrics.text(contentType), contentType);
    }
}
