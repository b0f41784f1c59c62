package network.ian.app.cli;

import java.util.List;
import network.ian.client.error.NodeException;
import network.ian.client.error.NodeUnreachableException;

/** Ends a command: each line goes to stderr after {@code ian: }, without a stack trace. */
public final class CommandFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final ExitCode exitCode;
    private final List<String> lines;

    public CommandFailure(ExitCode exitCode, String line) {
        this(exitCode, List.of(line), null);
    }

    /**
     * Ends with several lines.
     *
     * @param cause shown with {@code --debug} only; may be null
     */
    public CommandFailure(ExitCode exitCode, List<String> lines, Throwable cause) {
        super(String.join("; ", lines), cause);
        this.exitCode = exitCode;
        this.lines = List.copyOf(lines);
    }

    /** How a command ends that a node does not serve. */
    public static CommandFailure of(NodeException why) {
        ExitCode code = why instanceof NodeUnreachableException ? ExitCode.UNREACHABLE : ExitCode.REFUSED;
        return new CommandFailure(code, List.of(why.getMessage()), why);
    }

    public ExitCode exitCode() {
        return exitCode;
    }

    public List<String> lines() {
        return lines;
    }
}
