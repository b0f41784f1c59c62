package network.ian.api.rest;

import java.util.List;
import network.ian.api.health.HealthReport;
import network.ian.api.health.NodeHealth;
import network.ian.api.http.Answer;
import network.ian.api.http.ApiRequest;

/** {@code /health}, {@code /health/live}, {@code /health/ready} and {@code /ready}. */
final class HealthEndpoints {

    private static final String TEXT = "text/plain; charset=utf-8";

    /** One check; {@code needed} is LIVE, READY or NOTHING. */
    record CheckJson(String name, boolean ok, String detail, String needed) {}

    /**
     * What the checks found.
     *
     * @param status UP, DEGRADED (alive, not ready) or DOWN
     */
    record HealthJson(String status, boolean live, boolean ready, List<CheckJson> checks) {}

    private final NodeHealth health;

    HealthEndpoints(NodeHealth health) {
        this.health = health;
    }

    /** 503 only if a restart may help, because this is what restarts containers. */
    Answer health(ApiRequest request) {
        HealthReport report = health.check();
        int status = report.live() ? 200 : 503;
        boolean json = request.header("Accept")
                .filter(accept -> accept.contains("application/json"))
                .isPresent();
        if (json) {
            return Answer.json(status, json(report));
        }
        String text = report.ready() ? "OK" : status(report) + ": " + report.problems();
        return Answer.text(status, text, TEXT);
    }

    Answer live(ApiRequest request) {
        HealthReport report = health.checkLive();
        return Answer.json(report.live() ? 200 : 503, json(report));
    }

    Answer ready(ApiRequest request) {
        HealthReport report = health.check();
        return Answer.json(report.ready() ? 200 : 503, json(report));
    }

    private static HealthJson json(HealthReport report) {
        List<CheckJson> checks = report.checks().stream()
                .map(check -> new CheckJson(
                        check.name(), check.ok(), check.detail(), check.needed().name()))
                .toList();
        return new HealthJson(status(report), report.live(), report.ready(), checks);
    }

    private static String status(HealthReport report) {
        if (report.ready()) {
            return "UP";
        }
        return report.live() ? "DEGRADED" : "DOWN";
    }
}
