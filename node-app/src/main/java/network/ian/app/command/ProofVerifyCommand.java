package network.ian.app.command;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.FileInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.concurrent.Callable;
import network.ian.app.cli.CommandFailure;
import network.ian.app.cli.Console;
import network.ian.app.cli.ExitCode;
import network.ian.client.proof.LogProof;
import network.ian.core.codec.MalformedException;
import network.ian.core.crypto.Hash;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ian proof verify}. */
@Command(
        name = "verify",
        description = "Check an inclusion proof as the API answers it (RFC 9162 section 2.1.3.2), without any node.")
public final class ProofVerifyCommand implements Callable<Integer> {

    private static final int LONGEST = 1 << 20;
    private static final String STDIN = "-";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Console console;
    private final InputStream stdin;

    @Parameters(
            paramLabel = "FILE",
            description = "The proof's JSON, with or without the envelope; - reads standard input.")
    private String file;

    @Option(names = "--root", paramLabel = "HEX", description = "A log root that you know; the proof must lead to it.")
    private String root;

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    /** @param stdin what {@code -} stands for; not closed */
    public ProofVerifyCommand(Console console, InputStream stdin) {
        this.console = console;
        this.stdin = stdin;
    }

    @Override
    public Integer call() throws IOException {
        try {
            Optional<Hash> known = Optional.ofNullable(root).map(hex -> Hash.fromHex("--root", hex));
            JsonNode data = document();
            LogProof answer = LogProof.read(data);
            Optional<Long> index =
                    data.has("log_index") ? Optional.of(data.path("log_index").asLong(-1)) : Optional.empty();
            return say(answer, answer.fault(Optional.empty(), index, known));
        } catch (MalformedException e) {
            throw new CommandFailure(ExitCode.USAGE, file + ": " + e.getMessage());
        }
    }

    private int say(LogProof answer, Optional<String> fault) {
        long index = answer.proof().leafIndex();
        long size = answer.proof().treeSize();
        if (json) {
            console.json(new Answer(
                    fault.isEmpty(),
                    answer.leaf().hex(),
                    index,
                    size,
                    answer.proof().root().hex(),
                    fault.orElse(null)));
        } else {
            console.line(fault.map(problem -> "NOT VERIFIED: " + problem)
                    .orElseGet(() -> "verified: " + answer.leaf() + " is entry " + index + " of " + size
                            + " under root " + answer.proof().root()));
        }
        return (fault.isEmpty() ? ExitCode.OK : ExitCode.FAILED).number();
    }

    private JsonNode document() throws IOException {
        byte[] octets = read();
        if (octets.length > LONGEST) {
            throw new MalformedException("proof", "longer than " + LONGEST + " bytes");
        }
        return document(octets);
    }

    static JsonNode document(byte[] octets) {
        try {
            JsonNode document = JSON.readTree(octets);
            if (document == null || !document.isObject()) {
                throw new MalformedException("proof", "not a JSON object");
            }
            return document.path("data").isObject() ? document.path("data") : document;
        } catch (IOException e) {
            throw new MalformedException("proof", "not valid JSON");
        }
    }

    private byte[] read() throws IOException {
        if (file.equals(STDIN)) {
            return stdin.readNBytes(LONGEST + 1);
        }
        try (InputStream in = new FileInputStream(file)) {
            return in.readNBytes(LONGEST + 1);
        } catch (FileNotFoundException e) {
            throw new MalformedException("proof", "cannot be read: " + e.getMessage());
        }
    }

    record Answer(
            @JsonProperty("ok") boolean ok,
            @JsonProperty("leaf") String leaf,
            @JsonProperty("log_index") long logIndex,
            @JsonProperty("tree_size") long treeSize,
            @JsonProperty("log_root") String logRoot,
            @JsonProperty("problem") String problem) {}
}
