package network.ian.deployment.monitoring;

import java.util.ArrayList;
import java.util.List;
import network.ian.deployment.Output;
import network.ian.deployment.Repository;
import network.ian.deployment.Tool;

/** Prometheus's own checks. */
final class Promtool {

    private Promtool() {}

    /** Runs it in {@code docker/prometheus}. */
    static Output run(String... arguments) {
        return run(List.of(arguments));
    }

    /** Runs it in {@code docker/prometheus}. */
    static Output run(List<String> arguments) {
        List<String> command = new ArrayList<>(List.of(Tool.path("promtool")));
        command.addAll(arguments);
        return Output.of(new ProcessBuilder(command)
                .directory(Repository.path("docker/prometheus").toFile()));
    }
}
