package network.ian.app.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import network.ian.core.config.ConfigException;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
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
        if (debug(parsed)) {
            thrown.printStackTrace(console.err());
        }
        if (thrown instanceof CommandFailure failure) {
            return say(failure.lines(), failure.exitCode());
        }
        if (thrown instanceof ConfigException wrong) {
            return say(wrong.problems(), ExitCode.USAGE);
        }
        if (thrown instanceof IOException || thrown instanceof UncheckedIOException) {
            return say(List.of(described(thrown)), ExitCode.INTERNAL);
        }
        return say(List.of("internal error: " + described(thrown) + " (--debug shows where)"), ExitCode.INTERNAL);
    }

    @Override
    public int handleParseException(ParameterException wrong, String[] arguments) {
        String hint = "see '" + wrong.getCommandLine().getCommandSpec().qualifiedName() + " --help'";
        List<String> similar =
                wrong instanceof UnmatchedArgumentException unmatched ? unmatched.getSuggestions() : List.of();
        String suggestion = similar.isEmpty() ? "" : "did you mean " + similar.get(0) + "? ";
        return say(List.of(oneLine(wrong.getMessage()) + " (" + suggestion + hint + ")"), ExitCode.USAGE);
    }

    private int say(List<String> lines, ExitCode code) {
        lines.forEach(console::note);
        return code.number();
    }

    private static boolean debug(ParseResult parsed) {
        return parsed != null && parsed.matchedOptionValue("--debug", false);
    }

    private static String described(Throwable thrown) {
        String message = thrown.getMessage() == null ? "" : ": " + oneLine(thrown.getMessage());
        return thrown.getClass().getSimpleName() + message;
    }

    private static String oneLine(String text) {
        return text.strip().replaceAll("\\s*\\R\\s*", " ");
    }
}
