package network.ian.tau.devnode;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import network.ian.tau.golden.GoldenVectors;
import network.ian.tau.transaction.TauTransaction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What {@code sendtx} and {@code checktx} take and what they say to the rest. */
class AdmissionTest {

    private Bench bench;
    private RawClient client;

    @BeforeEach
    void start() throws IOException {
        bench = new Bench();
        client = bench.client;
    }

    @AfterEach
    void stop() throws IOException {
        bench.close();
    }

    @Test
    void takesWhatTheRealNodeTookAndMakesTheSameTreeOfIt() throws IOException {
        List<JsonNode> vectors = GoldenVectors.transactions().toList();
        for (JsonNode vector : vectors) {
            client.write(vector.path("rpc_line").asText());
            JsonNode reply = client.reply();
            assertThat(reply.path("data").path("message").asText()).isEqualTo("Transaction queued.");
            assertThat(reply.path("data").path("tx_hash")).isEqualTo(vector.path("tx_hash"));
        }
        JsonNode real = GoldenVectors.block().path("block");
        JsonNode block = BlockJson.write(bench.mine());
        assertThat(block.path("tx_ids")).isEqualTo(real.path("tx_ids"));
        assertThat(block.path("header").path("merkle_root"))
                .isEqualTo(real.path("header").path("merkle_root"));
        // As the real node said afterwards: four fees and a transfer of 25 from a million.
        assertThat(client.data("getbalance " + Bench.COMMITTER).path("balance").asText())
                .isEqualTo("999935");
    }

    @Test
    void checkingSaysTheSameAndTakesNothing() throws IOException {
        JsonNode data = client.data("checktx " + bench.anchor(0).json());
        assertThat(data.path("tx_hash").asText())
                .isEqualTo(bench.anchor(0).hash().hex());
        assertThat(data.path("admissible").asBoolean()).isTrue();
        assertThat(client.status(bench.anchor(0))).isEqualTo("unknown");
        assertThat(client.code("checktx " + bench.anchor(1).json())).isEqualTo("INVALID_SEQUENCE");
    }

    @Test
    void refusesAnotherSequenceNumberThanTheNext() throws IOException {
        JsonNode error = client.ask("sendtx " + bench.anchor(3).json()).path("error");
        assertThat(error.path("code").asText()).isEqualTo("INVALID_SEQUENCE");
        assertThat(error.path("details").path("expected").asInt(-1)).isZero();
        assertThat(error.path("details").path("received").asInt()).isEqualTo(3);
        assertThat(client.send(bench.anchor(0))).isEqualTo("ok");
        assertThat(client.send(bench.anchor(0))).as("a plain resend").isEqualTo("INVALID_SEQUENCE");
        bench.mine();
        assertThat(client.send(bench.anchor(0))).as("after the block").isEqualTo("INVALID_SEQUENCE");
    }

    @Test
    void refusesWhatHasExpired() throws IOException {
        TauTransaction anchor = bench.anchor(0, 10, 100);
        bench.clock.advance(Duration.ofSeconds(11));
        assertThat(client.send(anchor)).isEqualTo("TX_EXPIRED");
        assertThat(client.send(bench.anchor(0, 0, 100))).isEqualTo("ok");
    }

    @Test
    void refusesAFeeLimitBelowTheFee() throws IOException {
        assertThat(client.send(bench.anchor(0, 60, 9))).isEqualTo("FEE_LIMIT_TOO_LOW");
        assertThat(client.send(bench.anchor(0, 60, 10))).isEqualTo("ok");
    }

    @Test
    void refusesWhoeverCannotPay() throws IOException {
        bench.node.chain().drain();
        assertThat(client.send(bench.anchor(0))).isEqualTo("INSUFFICIENT_FUNDS");
        assertThat(client.data("getbalance " + Bench.COMMITTER).path("balance").asText())
                .isEqualTo("0");
        bench.node.chain().refill();
        assertThat(client.send(transfer("999991"))).isEqualTo("INSUFFICIENT_FUNDS");
        assertThat(client.send(transfer("999990"))).isEqualTo("ok");
        bench.mine();
        assertThat(client.send(bench.anchor(1))).isEqualTo("INSUFFICIENT_FUNDS");
    }

    @Test
    void refusesWhenTooManyWait() throws IOException {
        bench.node.mischief().limitMempool(1);
        assertThat(client.send(bench.anchor(0))).isEqualTo("ok");
        assertThat(client.send(bench.anchor(1))).isEqualTo("MEMPOOL_FULL");
        assertThat(client.code("checktx " + bench.anchor(1).json())).isEqualTo("ok");
    }

    @Test
    void refusesEveryReservedOperationKey() throws IOException {
        for (int key = 0; key <= 16; key++) {
            TauTransaction reserved = bench.signed(0, 60, 100, Bench.operation("" + key, "IAN1:x"));
            assertThat(client.send(reserved)).as("key " + key).isEqualTo("TX_INVALID");
        }
        assertThat(client.send(bench.signed(0, 60, 100, Bench.operation("017", "x"))))
                .isEqualTo("ok");
        assertThat(client.send(bench.signed(1, 60, 100, Bench.operation("0016", "x"))))
                .isEqualTo("TX_INVALID");
    }

    @Test
    void aRuleCanRefuseStreamsAndAFutureNodeNames() throws IOException {
        TauTransaction stream = bench.signed(0, 60, 100, Bench.operation("7301", "IAN1:x"));
        bench.node.mischief().refuseDigitKeys(true);
        assertThat(client.code("checktx " + stream.json())).isEqualTo("TX_REJECTED");
        assertThat(client.code("checktx " + bench.anchor(0).json())).isEqualTo("ok");
        bench.node.mischief().refuseDigitKeys(false);
        bench.node.mischief().refuseNamedKeys(true);
        assertThat(client.code("checktx " + stream.json())).isEqualTo("ok");
        assertThat(client.code("checktx " + bench.anchor(0).json())).isEqualTo("TX_REJECTED");
    }

    @Test
    void takesAtMostEightKibibytes() throws IOException {
        int rest = TauTransaction.MAX_BYTES
                - bench.signed(0, 60, 100, Bench.operation("ian", ""))
                        .canonical()
                        .size();
        assertThat(client.send(bench.signed(0, 60, 100, Bench.operation("ian", "x".repeat(rest + 1)))))
                .isEqualTo("TX_INVALID");
        assertThat(client.send(bench.signed(0, 60, 100, Bench.operation("ian", "x".repeat(rest)))))
                .isEqualTo("ok");
    }

    @Test
    void whatNobodySignsMayBeAddedAndMakesAnotherHash() throws IOException {
        TauTransaction anchor = bench.anchor(0);
        ObjectNode guise = anchor.json().deepCopy();
        guise.put("memo", "\u00e9");
        guise.put("signature", anchor.json().path("signature").asText().toUpperCase(Locale.ROOT));
        TauTransaction twin = new TauTransaction(guise);
        assertThat(twin.hash()).isNotEqualTo(anchor.hash());
        assertThat(client.send(twin)).isEqualTo("ok");
        assertThat(client.status(twin)).isEqualTo("queued");
        assertThat(client.status(anchor)).isEqualTo("unknown");
    }

    @Test
    void refusesWhatIsNotSignedBySender() throws IOException {
        for (String field : List.of("expiration_time", "sequence_number")) {
            ObjectNode forged = bench.anchor(0).json().deepCopy();
            forged.put(field, forged.path(field).asLong() + 1);
            assertThat(client.code("sendtx " + forged)).as(field).isEqualTo("INVALID_SIGNATURE");
        }
        ObjectNode stranger = bench.anchor(0).json().deepCopy();
        stranger.put("sender_pubkey", DevNode.VALIDATOR.hex());
        assertThat(client.code("sendtx " + stranger)).isEqualTo("INVALID_SIGNATURE");
    }

    @Test
    void refusesWhatIsNoTransaction() throws IOException {
        assertThat(client.code("sendtx {")).isEqualTo("PARSE_ERROR");
        assertThat(client.code("sendtx {} {}")).isEqualTo("PARSE_ERROR");
        assertThat(client.code("sendtx []")).isEqualTo("INVALID_PARAMS");
        assertThat(client.code("sendtx {}")).isEqualTo("TX_INVALID");
        for (String field : List.of("sequence_number", "expiration_time", "fee_limit", "operations", "signature")) {
            ObjectNode without = bench.anchor(0).json().deepCopy();
            without.remove(field);
            assertThat(client.code("sendtx " + without)).as("no " + field).isEqualTo("INVALID_PARAMS");
            assertThat(client.code("sendtx " + without.put(field, 1.5)))
                    .as(field)
                    .isEqualTo("INVALID_PARAMS");
        }
        ObjectNode other = bench.anchor(0).json().deepCopy().put("tx_type", "consensus_rule_vote");
        assertThat(client.code("sendtx " + other)).isEqualTo("TX_REJECTED");
    }

    private TauTransaction transfer(String amount) {
        ObjectNode operations = JsonNodeFactory.instance.objectNode();
        operations
                .putArray("1")
                .addArray()
                .add(Bench.COMMITTER)
                .add(DevNode.VALIDATOR.hex())
                .add(amount);
        return bench.signed(0, 60, 100, operations);
    }
}
