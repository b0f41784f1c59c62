package network.ian.api.alert;

import java.time.Duration;

/**
 * When an operator is told what, as {@code docker/prometheus/alerts.yml} has it.
 *
 * @param name shared by the rules of one alert with different severities
 * @param hold how long the expression must hold before the alert fires
 * @param severity {@code critical} or {@code warning}
 * @param summary one line, with places to fill in; so is {@code description}
 * @param runbook the section of the runbook that says what to do
 */
record AlertRule(
        String name,
        Expression expression,
        Duration hold,
        String severity,
        String summary,
        String description,
        String runbook) {}
