package network.ian.app.command;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.Arrays;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import network.ian.app.cli.CommandFailure;
import network.ian.app.cli.Console;
import network.ian.app.cli.ExitCode;
import network.ian.core.runtime.MonotonicClock;
import network.ian.simulation.SimulationOptions;
import network.ian.simulation.SimulationRun;
import network.ian.simulation.report.JsonReport;
import network.ian.simulation.report.Report;
import network.ian.simulation.report.TextReport;
import network.ian.simulation.scenario.Scenario;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code ian simulate}. */
@Command(
        name = "simulate",
        description = "Run a whole network under virtual time, in one process and from one seed, and report how it did."
                + " Exit code 0 only if every contribution reached every honest node and no honest node was banned.")
public final class SimulateCommand implements Callable<Integer> {

    private final Console console;
    private final MonotonicClock ticker;

    @Option(
            names = "--nodes",
            paramLabel = "N",
            defaultValue = "1000",
            description = "Nodes in all, attackers included, 2 to 20000 (1000).")
    private int nodes;

    @Option(
            names = "--seed",
            paramLabel = "S",
            defaultValue = "1",
            description = "Decides everything that chance decides; the same seed gives the same trace hash (1).")
    private long seed;

    @Option(
            names = "--scenario",
            paramLabel = "NAME",
            defaultValue = "calm",
            description = "calm, churn, partition, spam, silent, sybil, eclipse, skew, goals or mixed (calm).")
    private String scenario;

    @Option(
            names = "--contributions",
            paramLabel = "C",
            defaultValue = "1000",
            description = "Contributions, posted to random honest nodes over 300 virtual seconds (1000).")
    private int contributions;

    @Option(names = "--json", description = "Print the report as one JSON object.")
    private boolean json;

    public SimulateCommand(Console console, MonotonicClock ticker) {
        this.console = console;
        this.ticker = ticker;
    }

    @Override
    public Integer call() throws IOException {
        Report report = new SimulationRun(options(), ticker).run();
        if (json) {
            console.json(new ObjectMapper().readTree(JsonReport.of(report)));
        } else {
            TextReport.of(report).lines().forEach(console::line);
        }
        return (report.passed() ? ExitCode.OK : ExitCode.FAILED).number();
    }

    private SimulationOptions options() {
        Scenario chosen = Scenario.named(scenario)
                .orElseThrow(() -> new CommandFailure(ExitCode.USAGE, "--scenario: expected one of " + names()));
        try {
            SimulationOptions usual = SimulationOptions.defaults(nodes, seed, chosen);
            return new SimulationOptions(
                    nodes,
                    seed,
                    chosen,
                    contributions,
                    usual.warmUpSeconds(),
                    usual.spreadSeconds(),
                    usual.settleSeconds(),
                    usual.codecEvery());
        } catch (IllegalArgumentException e) {
            throw new CommandFailure(ExitCode.USAGE, "--" + e.getMessage());
        }
    }

    private static String names() {
        return Arrays.stream(Scenario.values()).map(Scenario::label).collect(Collectors.joining(", "));
    }
}
