package network.ian.api.metrics;

import io.prometheus.client.CollectorRegistry;
import io.prometheus.client.Counter;
import io.prometheus.client.Histogram;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import network.ian.api.access.AuthFailure;
import network.ian.api.http.HttpObserver;
import network.ian.api.http.Route;

/** Counts and times HTTP requests by route, never by client. */
final class HttpMetrics implements HttpObserver {

    private static final double NANOS_PER_SECOND = 1e9;
    private static final String SCOPE_HTTP = "http";
    private static final String SCOPE_CONNECTION = "http_connection";

    private static final String[] CLASSES = {"0xx", "1xx", "2xx", "3xx", "4xx", "5xx"};
    private static final List<String> STATUSES = List.of("2xx", "3xx", "4xx", "5xx");

    private final Histogram requests;
    private final Counter responses;
    private final Counter rateLimited;
    private final Counter authFailures;

    HttpMetrics(CollectorRegistry registry, Counter rateLimited) {
        requests = Histogram.build(
                        "ian_http_request_seconds", "From arrival to answer, without sending it, in seconds.")
                .labelNames("route", "method", "status")
                .buckets(0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2, 5, 10, 30)
                .register(registry);
        responses = Counter.build("ian_http_responses_total", "Answers to HTTP requests, by class of status.")
                .labelNames("status")
                .register(registry);
        STATUSES.forEach(responses::labels);
        this.rateLimited = rateLimited;
        rateLimited.labels(SCOPE_HTTP);
        rateLimited.labels(SCOPE_CONNECTION);
        authFailures = Counter.build("ian_auth_failures_total", "Requests turned away for their key or token.")
                .labelNames("reason")
                .register(registry);
        Stream.of(AuthFailure.values()).map(AuthFailure::label).forEach(authFailures::labels);
    }

    /** Makes the routes' series exist at 0. */
    void expect(Collection<Route> routes) {
        routes.forEach(route -> requests.labels(route.label(), route.method().name(), "2xx"));
    }

    @Override
    public void answered(String route, String method, int status, long nanos) {
        String statusClass = CLASSES[status / 100];
        requests.labels(route, method, statusClass).observe(nanos / NANOS_PER_SECOND);
        responses.labels(statusClass).inc();
    }

    @Override
    public void rateLimited() {
        rateLimited.labels(SCOPE_HTTP).inc();
    }

    @Override
    public void connectionRefused() {
        rateLimited.labels(SCOPE_CONNECTION).inc();
    }

    @Override
    public void notAdmitted(AuthFailure reason) {
        authFailures.labels(reason.label()).inc();
    }
}
