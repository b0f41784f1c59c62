package network.ian.tau.golden;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import network.ian.core.codec.Hex;
import network.ian.tau.bls.BlsPublicKey;
import network.ian.tau.bls.BlsSecretKey;
import network.ian.tau.transaction.TauTransaction;

/** Transactions and a block that a real Tau node took, with the public test keys that signed them. */
public final class GoldenVectors {

    private static final JsonNode ALL = read();

    private GoldenVectors() {}

    /** The transactions by name. */
    public static Stream<JsonNode> transactions() {
        return StreamSupport.stream(ALL.path("vectors").spliterator(), false);
    }

    public static JsonNode block() {
        return ALL.path("block");
    }

    public static BlsSecretKey secretKey(JsonNode vector) {
        return BlsSecretKey.of(
                "private_key",
                Hex.decode("private_key", vector.path("private_key").asText()));
    }

    public static BlsPublicKey publicKey(JsonNode vector) {
        return BlsPublicKey.fromHex("public_key", vector.path("public_key").asText());
    }

    public static TauTransaction transaction(JsonNode vector) {
        return new TauTransaction((ObjectNode) vector.path("tx"));
    }

    private static JsonNode read() {
        try (InputStream in = GoldenVectors.class.getResourceAsStream("/tau-golden.json")) {
            return new ObjectMapper().readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
