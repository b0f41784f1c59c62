package network.ian.api.rest;

import java.util.List;
import network.ian.api.alert.AlertReport;
import network.ian.api.alert.AlertWatch;
import network.ian.api.http.Answer;
import network.ian.api.http.ApiRequest;
import network.ian.api.http.ReadEndpoint;

/** {@code GET /api/v1/alerts}. */
final class AlertsEndpoint implements ReadEndpoint {

    /** An alert that no node can judge about itself. */
    record NotWatchedJson(String name, String reason) {}

    /**
     * The operators' alerts that hold on this node.
     *
     * @param alerts the worst first
     * @param lookedAtMs when they were last judged; 0 before the first time
     */
    record AlertList(
            List<AlertReport.Alert> alerts, List<String> watched, List<NotWatchedJson> notWatched, long lookedAtMs) {}

    private final AlertWatch watch;

    AlertsEndpoint(AlertWatch watch) {
        this.watch = watch;
    }

    @Override
    public Answer read(ApiRequest request) {
        AlertReport report = watch.report();
        List<NotWatchedJson> others = AlertWatch.notWatched().entrySet().stream()
                .map(one -> new NotWatchedJson(one.getKey(), one.getValue()))
                .toList();
        return Answer.ok(new AlertList(report.alerts(), watch.watched(), others, report.lookedAtMs()));
    }
}
