package network.ian.app;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import network.ian.app.cli.Console;
import picocli.CommandLine;

/** The program's commands and flags, to look at and to parse with; nothing is executed. */
public final class CommandModel {

    private CommandModel() {}

    /** A model of its own. */
    public static CommandLine make() {
        PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8);
        return Ian.commandLine(new Console(nowhere, nowhere, false, false), Map.of(), Path.of("/nowhere"));
    }
}
