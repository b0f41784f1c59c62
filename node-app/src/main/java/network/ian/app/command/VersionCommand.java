package network.ian.app.command;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import network.ian.app.cli.CommandFailure;
import network.ian.app.cli.Console;
import network.ian.app.cli.ExitCode;
import network.ian.app.lifecycle.DataFormats;
import network.ian.app.release.BuildInfo;
import network.ian.core.format.StoredFormat;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code ian version}. */
@Command(
        name = "version",
        description = {
            "Print the version, the commit and the Java it runs on.",
            "With --data-dir also the formats of the files there, and whether this program reads them: exit code 1 if not."
        })
public final class VersionCommand implements Callable<Integer> {

    private final Console console;
    private final BuildInfo build;

    @Option(names = "--data-dir", paramLabel = "DIR", description = "Look at the formats of this data directory.")
    private Path dataDirectory;

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    public VersionCommand(Console console, BuildInfo build) {
        this.console = console;
        this.build = build;
    }

    @Override
    public Integer call() throws IOException {
        List<FormatLine> formats = dataDirectory == null ? List.of() : formats();
        String java = Runtime.version() + " (" + System.getProperty("java.vendor") + ")";
        if (json) {
            console.json(new Answer(
                    build.version(), build.commit().orElse(null), java, dataDirectory == null ? null : formats));
        } else {
            console.line("ian " + build.version() + ", commit " + build.commit().orElse("unknown") + ", Java " + java);
            formats.forEach(format -> console.line(format.words()));
        }
        boolean readable = formats.stream().allMatch(FormatLine::readable);
        return (readable ? ExitCode.OK : ExitCode.FAILED).number();
    }

    /** Segments of one kind are one line: the newest. */
    private List<FormatLine> formats() throws IOException {
        if (!Files.isDirectory(dataDirectory)) {
            throw new CommandFailure(ExitCode.USAGE, "no data directory " + dataDirectory);
        }
        Map<String, FormatLine> lines = new TreeMap<>();
        for (StoredFormat format : DataFormats.of(dataDirectory)) {
            FormatLine line = FormatLine.of(format, dataDirectory);
            lines.merge(line.file, line, (one, other) -> one.found >= other.found ? one : other);
        }
        Collection<FormatLine> all = lines.values();
        return List.copyOf(all);
    }

    @JsonInclude(JsonInclude.Include.ALWAYS)
    record Answer(
            @JsonProperty("version") String version,
            @JsonProperty("commit") String commit,
            @JsonProperty("java") String java,

            @JsonProperty("formats") @JsonInclude(JsonInclude.Include.NON_NULL)
            List<FormatLine> formats) {}

    /**
     * The format of a file, or of all segments in a directory.
     *
     * @param known newest format that this program reads
     * @param readable whether this program may use the file
     */
    record FormatLine(
            @JsonProperty("file") String file,
            @JsonProperty("format") long found,
            @JsonProperty("known") int known,
            @JsonProperty("readable") boolean readable) {

        static FormatLine of(StoredFormat format, Path data) {
            String name = data.relativize(format.file()).toString();
            boolean segment = name.endsWith(".segment");
            return new FormatLine(
                    segment ? name.substring(0, name.lastIndexOf('/') + 1) + "*.segment" : name,
                    format.found(),
                    format.known(),
                    !format.isNewer() || format.rewritten());
        }

        String words() {
            return file + ": format " + found
                    + (readable
                            ? ""
                            : ", newer than " + known + ", which is what this program reads: run the newer"
                                    + " version, or restore a backup that this one made");
        }
    }
}
