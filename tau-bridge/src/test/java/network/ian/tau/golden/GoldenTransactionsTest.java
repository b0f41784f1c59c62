package network.ian.tau.golden;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import network.ian.tau.bls.BlsPublicKey;
import network.ian.tau.bls.BlsSecretKey;
import network.ian.tau.transaction.TauTransaction;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class GoldenTransactionsTest {

    static Stream<JsonNode> vectors() {
        return GoldenVectors.transactions();
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void theBytesThatAreSignedAndHashedAreThoseOfTheNode(JsonNode vector) {
        TauTransaction transaction = GoldenVectors.transaction(vector);
        assertThat(transaction.signingBytes().hex())
                .isEqualTo(vector.path("signing_bytes_hex").asText());
        assertThat(new String(transaction.canonical().toArray(), StandardCharsets.US_ASCII))
                .isEqualTo(vector.path("canonical_tx").asText());
        assertThat(transaction.hash().hex()).isEqualTo(vector.path("tx_hash").asText());
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void theSignatureIsTheOneThatTheNodeTook(JsonNode vector) {
        BlsSecretKey key = GoldenVectors.secretKey(vector);
        BlsPublicKey sender = GoldenVectors.publicKey(vector);
        TauTransaction transaction = GoldenVectors.transaction(vector);
        assertThat(key.publicKey()).isEqualTo(sender);
        assertThat(transaction.isSignedBy(sender)).isTrue();
        TauTransaction again = TauTransaction.sign(
                key, transaction.sequence(), transaction.expirationSeconds(), 10, transaction.operations());
        boolean sameFee =
                again.json().path("fee_limit").equals(transaction.json().path("fee_limit"));
        assertThat(again.json()
                        .path("signature")
                        .asText()
                        .equals(vector.path("signature").asText()))
                .isEqualTo(sameFee);
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void whateverIsChangedInWhatIsSignedBreaksTheSignature(JsonNode vector) {
        BlsPublicKey sender = GoldenVectors.publicKey(vector);
        for (String field : new String[] {"expiration_time", "fee_limit", "operations", "sequence_number", "tx_type"}) {
            ObjectNode changed = GoldenVectors.transaction(vector).json().deepCopy();
            changed.put(field, "another");
            assertThat(new TauTransaction(changed).isSignedBy(sender)).as(field).isFalse();
            changed.remove(field);
            assertThat(new TauTransaction(changed).isSignedBy(sender))
                    .as("no " + field)
                    .isFalse();
        }
    }
}
