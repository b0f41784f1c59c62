package network.ian.app.command;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import network.ian.app.cli.CommandFailure;
import network.ian.app.cli.ExitCode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * {@code ian bench}, as far as the help goes: the launcher of a checkout runs the benchmarks, which are no part of this
 * program.
 */
@Command(
        name = "bench",
        description = {
            "Measure this node against limits of the machine and against peers, by turns, and print one table.",
            "Only from a checkout, as its first word: ./ian bench. What is missed is said; the exit code is 0 also then."
        })
@SuppressWarnings("UnusedVariable") // the flags are here for the help
public final class BenchCommand implements Callable<Integer> {

    @Option(names = "--quick", description = "Smaller inputs: some minutes instead of about twenty.")
    private boolean quick;

    @Option(
            names = "--json",
            description = "Print one line: a list of {name, value, unit, against, against_value, ratio, target, met}.")
    private boolean json;

    @Option(names = "--markdown", description = "Print the table in Markdown.")
    private boolean markdown;

    @Option(
            names = "--only",
            paramLabel = "NAME",
            split = ",",
            description = "Run these measurements only; a wrong name is answered with the list.")
    private List<String> only;

    @Option(
            names = "--data-dir",
            paramLabel = "DIR",
            description = "Where to write, empty or absent, on the disk to be measured; deleted afterwards. Else"
                    + " benchmarks/target/bench of the checkout.")
    private Path dataDir;

    @Override
    public Integer call() {
        throw new CommandFailure(
                ExitCode.UNAVAILABLE,
                "the benchmarks are not part of this program; in a checkout of the sources, run ./ian bench");
    }
}
