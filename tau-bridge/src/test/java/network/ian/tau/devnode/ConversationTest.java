package network.ian.tau.devnode;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.math.BigInteger;
import network.ian.tau.transaction.TauTransaction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a client says and hears, byte by byte. */
class ConversationTest {

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
    void greets() throws IOException {
        client.write("hello version=1\n");
        assertThat(client.line()).isEqualTo("ok version=1 env=test node=tau-node\r\n");
        client.write("hello version=9\r\n");
        assertThat(client.line()).isEqualTo("error unsupported_version expected=1|2 got=9\r\n");
        client.write("hello version=\n");
        assertThat(client.line()).isEqualTo("error malformed_handshake\r\n");
        assertThat(client.code("hello")).isEqualTo("UNKNOWN_COMMAND");
    }

    @Test
    void anAnchorTravelsFromSendingToConfirmation() throws IOException {
        TauTransaction anchor = bench.anchor(0);
        String hash = anchor.hash().hex();
        assertThat(client.status(anchor)).isEqualTo("unknown");
        JsonNode sent = client.ask("sendtx " + anchor.json());
        assertThat(sent.toString())
                .isEqualTo(
                        "{\"status\":\"ok\",\"command\":\"sendtx\",\"data\":{\"message\":\"Transaction queued.\",\"tx_hash\":\""
                                + hash + "\"}}");
        assertThat(client.status(anchor)).isEqualTo("queued");
        JsonNode waiting = client.data("getmempool");
        assertThat(waiting.path("count").asInt()).isEqualTo(1);
        assertThat(waiting.toString()).contains(hash).doesNotContain("IAN1");

        bench.mine();
        JsonNode confirmed = client.data("gettxstatus " + hash);
        JsonNode head = client.data("getgovernance");
        assertThat(confirmed.path("status").asText()).isEqualTo("confirmed");
        assertThat(confirmed.path("block_hash")).isEqualTo(head.path("head_hash"));
        assertThat(confirmed.path("block_number").asInt()).isEqualTo(1);
        assertThat(confirmed.path("confirmations").asInt()).isEqualTo(1);
        assertThat(head.path("active_validators").path(0).asText()).isEqualTo(DevNode.VALIDATOR.hex());
        assertThat(client.data("getmempool").path("count").asInt()).isZero();

        bench.node.chain().mineAnyway(2);
        assertThat(client.data("gettxstatus " + hash).path("confirmations").asInt())
                .isEqualTo(3);
    }

    @Test
    void theNextSequenceCountsWhatWaits() throws IOException {
        assertThat(sequence()).isZero();
        assertThat(client.send(bench.anchor(0))).isEqualTo("ok");
        assertThat(client.send(bench.anchor(1))).isEqualTo("ok");
        assertThat(sequence()).isEqualTo(2);
        bench.mine();
        assertThat(sequence()).isEqualTo(2);
        assertThat(client.data("getsequence nobody").path("sequence_number").asInt())
                .isZero();
    }

    @Test
    void theBalanceIsTextAndFallsByTheFee() throws IOException {
        assertThat(client.data("getbalance " + Bench.COMMITTER).path("balance").isTextual())
                .isTrue();
        client.send(bench.anchor(0));
        bench.mine();
        assertThat(new BigInteger(client.data("getbalance " + Bench.COMMITTER)
                        .path("balance")
                        .asText()))
                .isEqualTo(Genesis.FUNDS.subtract(BigInteger.TEN));
    }

    @Test
    void blocksComeWholeOrTheLastOnes() throws IOException {
        client.send(bench.anchor(0));
        bench.mine();
        bench.node.chain().mineAnyway(1);
        JsonNode all = client.data("getblocks");
        assertThat(all.path("blocks")).hasSize(3);
        assertThat(all.path("blocks").path(0).path("block_hash").asText()).isEqualTo(DevNode.BLOCK_0.hex());
        assertThat(BlockJson.read(all.path("blocks").path(1)))
                .isEqualTo(bench.node.chain().canonical().get(1));
        JsonNode last = client.data("getblocks 1");
        assertThat(last.path("blocks")).hasSize(1);
        assertThat(last.path("blocks").path(0)).isEqualTo(all.path("blocks").path(2));
        assertThat(last.path("total").asInt()).isEqualTo(3);
        assertThat(last.path("truncated").asBoolean()).isTrue();
        assertThat(client.code("getblocks 0")).isEqualTo("INVALID_PARAMS");
        assertThat(client.code("getblocks many")).isEqualTo("INVALID_PARAMS");
    }

    @Test
    void severalCommandsInOneWriteAreAnsweredInOrder() throws IOException {
        client.write("getbalance a\n\r\n  \nGETSEQUENCE b\r\nnonsense\nhello version=1\n");
        assertThat(client.reply().path("data").path("address").asText()).isEqualTo("a");
        assertThat(client.reply().path("data").path("address").asText()).isEqualTo("b");
        assertThat(client.reply().path("error").path("code").asText()).isEqualTo("UNKNOWN_COMMAND");
        assertThat(client.line()).startsWith("ok version=1");
    }

    @Test
    void aCommandIsCarriedOutWhenItsLineEnds() throws IOException {
        client.write("getbala");
        client.write("nce a");
        try (RawClient other = new RawClient(bench.node)) {
            assertThat(other.data("getbalance b").path("address").asText()).isEqualTo("b");
        }
        client.write("\ngetbalance c");
        assertThat(client.reply().path("data").path("address").asText()).isEqualTo("a");
        client.finishWriting();
        assertThat(client.reply().path("data").path("address").asText()).isEqualTo("c");
        assertThat(client.line()).isEmpty();
    }

    @Test
    void refusesWhatIsNoCommand() throws IOException {
        JsonNode unknown = client.ask("status");
        assertThat(unknown.toString())
                .isEqualTo("{\"status\":\"error\",\"command\":\"status\",\"error\":{\"code\":\"UNKNOWN_COMMAND\","
                        + "\"message\":\"Unknown command.\"}}");
        for (String usage : new String[] {"getsequence", "getbalance a b", "gettxstatus", "gettxstatus 12", "sendtx"}) {
            assertThat(client.code(usage)).as(usage).isEqualTo("INVALID_PARAMS");
        }
        client.write(new byte[] {(byte) 0xff, '\n'});
        assertThat(client.reply().path("error").path("code").asText()).isEqualTo("INVALID_PARAMS");
        assertThat(client.ask("\"\\ \u00e9").path("command").asText()).isEqualTo("\"\\");
    }

    @Test
    void aCommandOfFourMebibytesIsReadAndALongerOneEndsTheConnection() throws IOException {
        client.write("x".repeat(Conversation.MAX_COMMAND) + "\n");
        assertThat(client.reply().path("error").path("code").asText()).isEqualTo("UNKNOWN_COMMAND");
        client.write("x".repeat(Conversation.MAX_COMMAND + 1));
        assertThat(client.reply().path("error").path("code").asText()).isEqualTo("PARSE_ERROR");
        assertThat(client.line()).isEmpty();
    }

    private long sequence() throws IOException {
        return client.data("getsequence " + Bench.COMMITTER)
                .path("sequence_number")
                .asLong(-1);
    }
}
