package network.ian.api.health;

import java.util.List;
import java.util.stream.Collectors;

/** All checks at one moment. */
public record HealthReport(List<HealthCheck> checks) {

    public HealthReport {
        checks = List.copyOf(checks);
    }

    /** Whether the process does its work, however little of it is possible now. */
    public boolean live() {
        return checks.stream().allMatch(check -> check.ok() || check.needed() != HealthCheck.Needed.LIVE);
    }

    /** Whether work should be sent here. */
    public boolean ready() {
        return checks.stream().allMatch(check -> check.ok() || check.needed() == HealthCheck.Needed.NOTHING);
    }

    /** Whether the check of this name found nothing wrong; false if there is none. */
    public boolean ok(String name) {
        return checks.stream().anyMatch(check -> check.name().equals(name) && check.ok());
    }

    /** What is wrong, in words; empty if nothing is. */
    public String problems() {
        return checks.stream()
                .filter(check -> !check.ok())
                .map(check -> check.name() + ": " + check.detail())
                .collect(Collectors.joining("; "));
    }
}
