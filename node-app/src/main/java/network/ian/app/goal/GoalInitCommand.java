package network.ian.app.goal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.Callable;
import network.ian.app.cli.CommandFailure;
import network.ian.app.cli.Console;
import network.ian.app.cli.ExitCode;
import network.ian.app.cli.TerminalText;
import network.ian.core.evaluation.Harnesses;
import network.ian.core.evaluation.trading.TradingHarness;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ian goal init}. */
@Command(
        name = "init",
        description =
                "Write a goal to begin with: valid, with the meaning, unit, range and default of every field in comments.")
public final class GoalInitCommand implements Callable<Integer> {

    private static final int LONGEST_SHOWN = 200;

    private final Console console;

    @Parameters(
            arity = "0..1",
            paramLabel = "FILE",
            defaultValue = "goal.json",
            description = "File to write, which must not exist; default ${DEFAULT-VALUE}; - prints it.")
    private Path file;

    @Option(
            names = "--harness",
            paramLabel = "ID",
            defaultValue = TradingHarness.ID,
            description =
                    "How contributions are to be evaluated: trading-v1 or wasm-trading-v1; default ${DEFAULT-VALUE}.")
    private String harness;

    public GoalInitCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        Harnesses harnesses = Harnesses.installed();
        String template = harnesses
                .goalTemplate(harness)
                .orElseThrow(() -> new CommandFailure(
                        ExitCode.USAGE,
                        "no template for harness '" + shown(harness) + "', there are "
                                + String.join(
                                        ", ",
                                        harnesses.ids().stream()
                                                .filter(id -> harnesses
                                                        .goalTemplate(id)
                                                        .isPresent())
                                                .toList())));
        if (file.toString().equals("-")) {
            console.out().print(template);
            return ExitCode.OK.number();
        }
        write(template);
        String name = shown(file.toString());
        console.line("wrote " + name + ": change goal_id and what you like, then");
        console.line("  ian goal check " + name);
        console.line("  ian goal add " + name);
        return ExitCode.OK.number();
    }

    private void write(String template) throws IOException {
        try {
            Files.write(
                    file,
                    template.getBytes(StandardCharsets.UTF_8),
                    StandardOpenOption.CREATE_NEW,
                    StandardOpenOption.WRITE);
        } catch (FileAlreadyExistsException e) {
            throw new CommandFailure(
                    ExitCode.USAGE, List.of(shown(file.toString()) + " exists; nothing is overwritten"), e);
        } catch (NoSuchFileException e) {
            throw new CommandFailure(ExitCode.USAGE, List.of(shown(file.toString()) + ": no such directory"), e);
        }
    }

    private static String shown(String text) {
        return TerminalText.escape(text, LONGEST_SHOWN);
    }
}
