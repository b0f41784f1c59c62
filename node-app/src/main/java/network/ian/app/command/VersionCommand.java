package network.ian.app.command;

import com.fasterxml.jackson.annotation.JsonProperty;
import network.ian.app.BuildInfo;
import network.ian.app.cli.Console;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code ian version}. */
@Command(name = "version", description = "Print the version, the commit and the Java it runs on.")
public final class VersionCommand implements Runnable {

    private final Console console;
    private final BuildInfo build;

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    public VersionCommand(Console console, BuildInfo build) {
        this.console = console;
        this.build = build;
    }

    @Override
    public void run() {
        String java = Runtime.version() + " (" + System.getProperty("java.vendor") + ")";
        if (json) {
            console.json(new Answer(build.version(), build.commit().orElse(null), java));
        } else {
            console.line("ian " + build.version() + ", commit " + build.commit().orElse("unknown") + ", Java " + java);
        }
    }

    record Answer(
            @JsonProperty("version") String version,
            @JsonProperty("commit") String commit,
            @JsonProperty("java") String java) {}
}
