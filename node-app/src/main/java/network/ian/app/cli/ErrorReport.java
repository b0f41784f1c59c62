package network.ian.app.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import network.ian.client.error.NodeException;
import network.ian.core.config.ConfigException;
import network.ian.core.config.NearestName;
import network.ian.core.identity.IdentityFileException;
import network.ian.core.state.NewerFormatException;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Turns whatever ends a command into lines {@code ian: ...} on stderr and an exit code. */
public final class ErrorReport implements IExecutionExceptionHandler, IParameterExceptionHandler {

    private final Console console;

    public ErrorReport(Console console) {
        this.console = console;
    }

    @Override
    public int handleExecutionException(Exception thrown, CommandLine command, ParseResult parsed) {
        if (debug(command)) {
            thrown.printStackTrace(console.err());
        }
        if (thrown instanceof CommandFailure failure) {
            return say(failure.lines(), failure.exitCode());
        }
        if (thrown instanceof NodeException unserved) {
            CommandFailure failure = CommandFailure.of(unserved);
            return say(failure.lines(), failure.exitCode());
        }
        if (thrown instanceof ConfigException wrong) {
            return say(wrong.problems(), ExitCode.USAGE);
        }
        if (thrown instanceof IdentityFileException unfit) {
            return say(List.of(unfit.getMessage()), ExitCode.USAGE);
        }
        if (thrown instanceof NewerFormatException newer) {
            return say(List.of(newer.getMessage()), ExitCode.USAGE);
        }
        if (thrown instanceof IOException || thrown instanceof UncheckedIOException) {
            return say(List.of(described(thrown)), ExitCode.INTERNAL);
        }
        return say(List.of("internal error: " + described(thrown) + " (--debug shows where)"), ExitCode.INTERNAL);
    }

    @Override
    public int handleParseException(ParameterException wrong, String[] arguments) {
        String hint = "see '" + wrong.getCommandLine().getCommandSpec().qualifiedName() + " --help'";
        return say(List.of(problem(wrong) + " (" + hint + ")"), ExitCode.USAGE);
    }

    private static String problem(ParameterException wrong) {
        if (!(wrong instanceof UnmatchedArgumentException unmatched)) {
            return oneLine(wrong.getMessage());
        }
        List<String> arguments = unmatched.getUnmatched();
        String unknown = arguments.stream()
                .filter(argument -> argument.startsWith("-"))
                .findFirst()
                .orElse(arguments.get(0));
        CommandSpec command = wrong.getCommandLine().getCommandSpec();
        boolean flag = unknown.startsWith("-");
        Set<String> known =
                flag ? command.optionsMap().keySet() : command.subcommands().keySet();
        String what =
                flag ? "unknown flag " : command.subcommands().isEmpty() ? "unexpected argument " : "unknown command ";
        return what
                + unknown
                + NearestName.of(unknown, known)
                        .map(name -> ", did you mean " + name + "?")
                        .orElse("");
    }

    /** Says that an answer did not get where it was to go; a code of success would be a lie. */
    public int lost(IOException answer) {
        return say(List.of("standard output: " + answer.getMessage()), ExitCode.INTERNAL);
    }

    private int say(List<String> lines, ExitCode code) {
        lines.forEach(console::note);
        return code.number();
    }

    /** The flag may stand before or after the command's name. */
    private static boolean debug(CommandLine command) {
        return Stream.iterate(command, Objects::nonNull, CommandLine::getParent)
                .map(CommandLine::getParseResult)
                .anyMatch(parsed -> parsed != null && parsed.hasMatchedOption("--debug"));
    }

    private static String described(Throwable thrown) {
        String message = thrown.getMessage() == null ? "" : ": " + oneLine(thrown.getMessage());
        return thrown.getClass().getSimpleName() + message;
    }

    private static String oneLine(String text) {
        return text.strip().replaceAll("\\s*\\R\\s*", " ");
    }
}
