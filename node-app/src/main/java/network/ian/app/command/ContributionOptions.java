package network.ian.app.command;

import java.nio.file.Path;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What is contributed, by whom and to what, as the command line says it. */
final class ContributionOptions {

    static final class Signing {
        @Option(
                names = "--contributor",
                paramLabel = "NAME",
                description = "Name to contribute under; the node signs (anonymous).")
        private String contributor;

        @Option(
                names = "--key",
                paramLabel = "FILE",
                description = "Identity file to sign with, as 'ian keygen' writes it.")
        private Path key;
    }

    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "FILE",
            description =
                    "An agent as a WebAssembly module; or a request body, posted as it is, or an agent pack, in JSON;"
                            + " - for standard input.")
    private String file;

    @Option(
            names = "--policy",
            paramLabel = "JSON",
            description =
                    "The policy itself instead of a file, e.g. {\"policy\":\"ma_crossover\",\"fast\":20,\"slow\":100};"
                            + " @FILE reads it from a file.")
    private String policy;

    @Option(
            names = "--goal",
            paramLabel = "ID",
            description = "Goal to contribute to; may be left out if the node has one, or one for such agents.")
    private String goal;

    @ArgGroup
    private final Signing signing = new Signing();

    @Option(names = "--metadata", paramLabel = "JSON", description = "Object to go with the agent; no fractions in it.")
    private String metadata;

    @Option(names = "--seed", paramLabel = "N", description = "Carried as information; it moves nothing (0).")
    private Long seed;

    String file() {
        return file;
    }

    String policy() {
        return policy;
    }

    String goal() {
        return goal;
    }

    String contributor() {
        return signing.contributor;
    }

    Path key() {
        return signing.key;
    }

    String metadata() {
        return metadata;
    }

    long seed() {
        return seed == null ? 0 : seed;
    }

    /** Whether anything is said that a whole request says itself. */
    boolean describes() {
        return policy != null
                || goal != null
                || contributor() != null
                || key() != null
                || metadata != null
                || seed != null;
    }
}
