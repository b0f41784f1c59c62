package network.ian.benchmarks.suite;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/**
 * The command line of {@code ian bench}; the program's own help lists the same flags.
 *
 * @param quick smaller inputs
 * @param format how the table is printed
 * @param only names of measurements, in the order given; empty for all
 * @param directory for data; empty for the default one
 * @param debug whether a failed measurement shows its stack trace
 */
record BenchOptions(boolean quick, Format format, List<String> only, Optional<Path> directory, boolean debug) {

    private static final String FLAGS = "--quick, --json, --markdown, --only NAME[,NAME...], --data-dir DIR, --debug";

    enum Format {
        TABLE,
        JSON,
        MARKDOWN
    }

    /**
     * Reads the arguments after {@code bench}.
     *
     * @throws IllegalArgumentException naming the argument that is wrong
     */
    static BenchOptions parse(String... arguments) {
        BenchOptions options = new BenchOptions(false, Format.TABLE, List.of(), Optional.empty(), false);
        for (Iterator<String> rest = Arrays.asList(arguments).iterator(); rest.hasNext(); ) {
            String[] parts = rest.next().split("=", 2);
            options = switch (parts[0]) {
                case "--quick" -> bare(parts, options.withQuick());
                case "--debug" -> bare(parts, options.withDebug());
                case "--json" -> bare(parts, options.withFormat(Format.JSON));
                case "--markdown" -> bare(parts, options.withFormat(Format.MARKDOWN));
                case "--only" -> options.withOnly(value(parts, rest));
                case "--data-dir" -> options.withDirectory(Path.of(value(parts, rest)));
                default ->
                    throw new IllegalArgumentException(
                            (parts[0].startsWith("-") ? "unknown flag " : "unexpected argument ")
                                    + parts[0]
                                    + ", expected "
                                    + FLAGS);
            };
        }
        return options;
    }

    /**
     * Of {@code all} those that are asked for, in the order of {@code all}.
     *
     * @throws IllegalArgumentException naming what is not there, with the list of what is
     */
    List<Measurement> choose(List<Measurement> all) {
        List<String> names = all.stream().map(Measurement::name).toList();
        for (String name : only) {
            if (!names.contains(name)) {
                throw new IllegalArgumentException("--only: no measurement is called \"" + name
                        + "\", expected some of " + String.join(", ", names));
            }
        }
        return all.stream()
                .filter(measurement -> only.isEmpty() || only.contains(measurement.name()))
                .toList();
    }

    private BenchOptions withQuick() {
        return new BenchOptions(true, format, only, directory, debug);
    }

    private BenchOptions withDebug() {
        return new BenchOptions(quick, format, only, directory, true);
    }

    private BenchOptions withFormat(Format asked) {
        if (format != Format.TABLE && format != asked) {
            throw new IllegalArgumentException("--json and --markdown exclude each other");
        }
        return new BenchOptions(quick, asked, only, directory, debug);
    }

    private BenchOptions withOnly(String names) {
        List<String> more = new ArrayList<>(only);
        more.addAll(Arrays.asList(names.split(",", -1)));
        return new BenchOptions(quick, format, List.copyOf(more), directory, debug);
    }

    private BenchOptions withDirectory(Path asked) {
        return new BenchOptions(quick, format, only, Optional.of(asked), debug);
    }

    private static BenchOptions bare(String[] parts, BenchOptions options) {
        if (parts.length > 1) {
            throw new IllegalArgumentException(parts[0] + " takes no value");
        }
        return options;
    }

    private static String value(String[] parts, Iterator<String> rest) {
        if (parts.length == 1 && !rest.hasNext()) {
            throw new IllegalArgumentException(parts[0] + " needs a value");
        }
        String value = parts.length > 1 ? parts[1] : rest.next();
        if (value.isBlank()) {
            throw new IllegalArgumentException(parts[0] + " needs a value");
        }
        return value;
    }
}
