package network.ian.app.command;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import network.ian.app.cli.CommandFailure;
import network.ian.app.cli.Console;
import network.ian.app.cli.ExitCode;
import network.ian.core.codec.MalformedException;
import network.ian.core.crypto.Hash;
import network.ian.core.merkle.InclusionProof;
import network.ian.core.merkle.ProofVerifier;
import network.ian.core.merkle.Sibling;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ian proof verify}. */
@Command(
        name = "verify",
        description = "Check an inclusion proof as the API answers it (RFC 9162 section 2.1.3.2), without any node.")
public final class ProofVerifyCommand implements Callable<Integer> {

    private static final int LONGEST = 1 << 20;
    private static final int MOST_SIBLINGS = 63;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Console console;
    private final InputStream stdin;

    @Parameters(paramLabel = "FILE", description = "The proof's JSON, with or without the envelope; - reads standard input.")
    private String file;

    @Option(names = "--root", paramLabel = "HEX", description = "The log root that it must lead to.")
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
            return verify(document());
        } catch (MalformedException e) {
            throw new CommandFailure(ExitCode.USAGE, file + ": " + e.getMessage());
        }
    }

    private int verify(JsonNode data) {
        Hash leaf = hash(data, "leaf");
        List<Sibling> siblings = siblings(data.path("siblings"));
        long size = integer(data, "tree_size");
        Optional<Long> position = position(siblings, size);
        InclusionProof proof = new InclusionProof(
                position.orElse(0L), size, hash(data, "leaf_hash"), siblings, hash(data, "log_root"));
        Optional<String> problem = problem(leaf, proof, position.isPresent(), data);
        if (json) {
            console.json(new Answer(
                    problem.isEmpty(),
                    leaf.hex(),
                    position.orElse(null),
                    size,
                    proof.root().hex(),
                    problem.orElse(null)));
        } else {
            console.line(problem.map(text -> "the proof does not hold: " + text)
                    .orElseGet(() -> "the proof holds: " + leaf + " is entry " + proof.leafIndex() + " of " + size
                            + " under root " + proof.root()));
        }
        return (problem.isEmpty() ? ExitCode.OK : ExitCode.FAILED).number();
    }

    private Optional<String> problem(Hash leaf, InclusionProof proof, boolean placed, JsonNode data) {
        if (!ProofVerifier.leafHash(leaf.view()).equals(proof.leafHash())) {
            return Optional.of("leaf_hash is not SHA-256(0x00 || leaf)");
        }
        if (!placed) {
            return Optional.of("the siblings are not the path of any entry of a tree of size " + proof.treeSize());
        }
        if (data.has("log_index") && integer(data, "log_index") != proof.leafIndex()) {
            return Optional.of("log_index says " + integer(data, "log_index") + ", the siblings lead to entry "
                    + proof.leafIndex());
        }
        if (!ProofVerifier.verify(proof)) {
            return Optional.of("the siblings do not lead to log_root");
        }
        return root == null || Hash.fromHex("--root", root).equals(proof.root())
                ? Optional.empty()
                : Optional.of("log_root is " + proof.root() + ", not the root asked for");
    }

    /** The entry that a path with these sides belongs to: from the root down, each side halves the range. */
    private static Optional<Long> position(List<Sibling> siblings, long size) {
        long begin = 0;
        long end = size;
        for (int i = siblings.size() - 1; i >= 0; i--) {
            if (end - begin < 2) {
                return Optional.empty();
            }
            long split = begin + Long.highestOneBit(end - begin - 1);
            if (siblings.get(i).isRight()) {
                end = split;
            } else {
                begin = split;
            }
        }
        return end - begin == 1 ? Optional.of(begin) : Optional.empty();
    }

    private JsonNode document() throws IOException {
        JsonNode document = JSON.readTree(read());
        if (document == null || !document.isObject()) {
            throw new MalformedException("proof", "not a JSON object");
        }
        return document.path("data").isObject() ? document.path("data") : document;
    }

    private byte[] read() throws IOException {
        byte[] octets;
        if (file.equals("-")) {
            octets = stdin.readNBytes(LONGEST + 1);
        } else {
            try (InputStream in = Files.newInputStream(Path.of(file))) {
                octets = in.readNBytes(LONGEST + 1);
            } catch (NoSuchFileException e) {
                throw new MalformedException("proof", "no such file");
            }
        }
        if (octets.length > LONGEST) {
            throw new MalformedException("proof", "longer than " + LONGEST + " bytes");
        }
        return octets;
    }

    private static List<Sibling> siblings(JsonNode list) {
        if (!list.isArray() || list.size() > MOST_SIBLINGS) {
            throw new MalformedException("siblings", "expected a list of at most " + MOST_SIBLINGS);
        }
        List<Sibling> siblings = new ArrayList<>();
        for (JsonNode sibling : list) {
            if (!sibling.path("is_right").isBoolean()) {
                throw new MalformedException("siblings.is_right", "expected true or false");
            }
            siblings.add(new Sibling(
                    hash(sibling, "hash"), sibling.path("is_right").booleanValue()));
        }
        return siblings;
    }

    private static Hash hash(JsonNode data, String name) {
        JsonNode text = data.path(name);
        if (!text.isTextual()) {
            throw new MalformedException(name, "expected 64 hex digits");
        }
        return Hash.fromHex(name, text.textValue());
    }

    private static long integer(JsonNode data, String name) {
        JsonNode number = data.path(name);
        if (!number.isIntegralNumber() || !number.canConvertToLong() || number.longValue() < 0) {
            throw new MalformedException(name, "expected an integer, 0 or more");
        }
        return number.longValue();
    }

    record Answer(
            @JsonProperty("ok") boolean ok,
            @JsonProperty("leaf") String leaf,
            @JsonProperty("log_index") Long logIndex,
            @JsonProperty("tree_size") long treeSize,
            @JsonProperty("log_root") String logRoot,
            @JsonProperty("problem") String problem) {}
}
