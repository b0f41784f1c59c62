package network.ian.tau.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import network.ian.core.config.HostPort;
import network.ian.core.crypto.Hash;
import network.ian.tau.bls.BlsPublicKey;
import network.ian.tau.client.TauNode.Head;
import network.ian.tau.client.TauNode.Hello;
import network.ian.tau.client.TauNode.TransactionStatus;
import network.ian.tau.client.TauNode.TransactionStatus.State;
import network.ian.tau.golden.GoldenVectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a node says when all is well, and when it says no. */
class LineTauNodeTest {

    private static final String HASH = "1c59c7d8b87e92d7af657ff6de3b381999c2370465e831e3f69add6d3f7f5024";

    private final JsonNode vector =
            GoldenVectors.transactions().skip(1).findFirst().orElseThrow();
    private final BlsPublicKey sender = GoldenVectors.publicKey(vector);
    private LineBench line;

    @BeforeEach
    void start() throws IOException {
        line = new LineBench();
    }

    @AfterEach
    void stop() throws IOException {
        line.close();
    }

    @Test
    void saysHello() throws Exception {
        line.server.line("ok version=1 env=test node=tau-node");
        assertThat(line.node.hello()).isEqualTo(new Hello(1, "test", "tau-node"));
        assertThat(line.server.commands()).containsExactly("hello version=1");
    }

    @Test
    void helloMayComeInAnyOrderWithMoreOrAsAnEnvelope() throws Exception {
        line.server
                .line("ok node=n env=production extra=1 motto version=2")
                .ok("hello", "{\"version\":3,\"env\":\"e\",\"node\":\"n\"}");
        assertThat(line.node.hello()).isEqualTo(new Hello(2, "production", "n"));
        assertThat(line.node.hello()).isEqualTo(new Hello(3, "e", "n"));
    }

    @Test
    void helloCanBeRefused() {
        line.server.line("error unsupported_version expected=1|2 got=9").error("rate_limit", "RATE_LIMITED");
        assertThatThrownBy(line.node::hello)
                .asInstanceOf(type(TauException.class))
                .extracting(TauException::code)
                .isEqualTo("UNSUPPORTED_VERSION");
        assertThatThrownBy(line.node::hello)
                .asInstanceOf(type(TauException.class))
                .extracting(TauException::remedy)
                .isEqualTo(TauException.Remedy.RETRY);
        assertThat(line.server.accepted()).isEqualTo(1);
    }

    @Test
    void readsSequenceAndBalance() throws Exception {
        line.server
                .ok("getsequence", "{\"address\":\"a\",\"sequence_number\":7}")
                .ok("getbalance", "{\"address\":\"a\",\"balance\":\"999935\"}")
                .ok("getbalance", "{\"balance\":\"99999999999999999999\"}");
        assertThat(line.node.sequence(sender)).isEqualTo(7);
        assertThat(line.node.balance(sender)).hasValue(999_935);
        assertThat(line.node.balance(sender)).isEmpty();
        assertThat(line.server.commands())
                .containsExactly(
                        "getsequence " + sender.hex(), "getbalance " + sender.hex(), "getbalance " + sender.hex());
    }

    @Test
    void sendsTheGoldenTransactionsAsTheNodeTookThem() throws Exception {
        for (JsonNode each : GoldenVectors.transactions().toList()) {
            String hash = each.path("tx_hash").asText();
            line.server.ok("sendtx", "{\"message\":\"Transaction queued.\",\"tx_hash\":\"%s\"}".formatted(hash));
            assertThat(line.node.send(GoldenVectors.transaction(each)).hex()).isEqualTo(hash);
            assertThat(line.server.commands().get(line.server.commands().size() - 1))
                    .isEqualTo(each.path("rpc_line").asText().strip());
        }
    }

    @Test
    void checksATransaction() throws Exception {
        line.server
                .ok("checktx", "{\"admissible\":true,\"tx_hash\":\"%s\"}".formatted(HASH))
                .error("checktx", "INSUFFICIENT_FUNDS");
        line.node.check(GoldenVectors.transaction(vector));
        assertThatThrownBy(() -> line.node.check(GoldenVectors.transaction(vector)))
                .isInstanceOf(TauException.class)
                .hasMessage("INSUFFICIENT_FUNDS: because");
        assertThat(line.server.commands().get(0)).startsWith("checktx {\"expiration_time\":");
    }

    @Test
    void readsEveryStateOfATransaction() throws Exception {
        Hash hash = Hash.fromHex("hash", HASH);
        line.server.ok(
                "gettxstatus",
                "{\"tx_hash\":\"%s\",\"status\":\"confirmed\",\"block_hash\":\"%s\",\"block_number\":1,\"confirmations\":3}"
                        .formatted(HASH, HASH));
        assertThat(line.node.status(hash)).isEqualTo(new TransactionStatus(State.CONFIRMED, 3));
        for (State state : List.of(State.QUEUED, State.EXPIRED, State.EVICTED, State.REJECTED, State.UNKNOWN)) {
            line.server.ok(
                    "gettxstatus",
                    "{\"status\":\"%s\",\"confirmations\":9}"
                            .formatted(state.name().toLowerCase(java.util.Locale.ROOT)));
            assertThat(line.node.status(hash)).isEqualTo(new TransactionStatus(state, 0));
        }
        line.server.ok("gettxstatus", "{\"status\":\"melted\"}");
        assertThatThrownBy(() -> line.node.status(hash))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("gettxstatus")
                .hasMessageContaining("data.status: 'melted' is no state");
    }

    @Test
    void takesTheHeadOutOfALongAnswer() throws Exception {
        String rules = "x".repeat(300_000);
        line.server.ok(
                "getgovernance",
                "{\"consensus_rules\":\"%s\",\"head_hash\":\"%s\",\"votes\":[{\"a\":[1]}],\"head_number\":12,\"active_validators\":[\"a\"]}"
                        .formatted(rules, HASH));
        assertThat(line.node.head()).isEqualTo(new Head(12, Hash.fromHex("hash", HASH)));
    }

    @Test
    void streamsBlocksInBothShapes() throws Exception {
        JsonNode golden = GoldenVectors.block().path("block");
        line.server
                .ok("getblocks", "{\"total\":2,\"blocks\":[%s,%s],\"truncated\":false}".formatted(golden, golden))
                .ok("getblocks", "[%s]".formatted(golden))
                .ok("getblocks", "{\"blocks\":[]}");
        List<TauBlock> blocks = new ArrayList<>();
        line.node.blocks(blocks::add);
        line.node.recentBlocks(1, blocks::add);
        line.node.blocks(blocks::add);
        assertThat(blocks).hasSize(3).allSatisfy(block -> {
            assertThat(block.header().hash()).isEqualTo(block.claimedHash());
            assertThat(block.transactions())
                    .extracting(transaction -> transaction.hash())
                    .isEqualTo(block.transactionIds());
            assertThat(block.proof().size()).isEqualTo(96);
        });
        assertThat(line.server.commands()).containsExactly("getblocks", "getblocks 1", "getblocks");
        assertThat(line.server.accepted()).isEqualTo(1);
    }

    @Test
    void anErrorKeepsTheConnectionAndTheOrder() throws Exception {
        line.server
                .error("getsequence", "INVALID_PARAMS")
                .error("rate_limit", "RATE_LIMITED")
                .error("", "INVALID_PARAMS")
                .error("getblocks", "INTERNAL_ERROR")
                .ok("getsequence", "{\"sequence_number\":1}");
        assertThatThrownBy(() -> line.node.sequence(sender)).isInstanceOf(TauException.class);
        assertThatThrownBy(() -> line.node.sequence(sender))
                .asInstanceOf(type(TauException.class))
                .extracting(TauException::code)
                .isEqualTo("RATE_LIMITED");
        assertThatThrownBy(() -> line.node.sequence(sender)).isInstanceOf(TauException.class);
        assertThatThrownBy(() -> line.node.blocks(block -> {})).isInstanceOf(TauException.class);
        assertThat(line.node.sequence(sender)).isEqualTo(1);
        assertThat(line.server.accepted()).isEqualTo(1);
    }

    @Test
    void anErrorsDetailsAreInItsMessage() {
        line.server.line("{\"status\":\"error\",\"command\":\"sendtx\",\"error\":{\"code\":\"INVALID_SEQUENCE\","
                + "\"message\":\"No.\",\"details\":{\"expected\":5,\"received\":4}}}");
        assertThatThrownBy(() -> line.node.send(GoldenVectors.transaction(vector)))
                .hasMessage("INVALID_SEQUENCE: No. (expected 5, received 4)");
    }

    @Test
    void connectsByNameAndSaysWhereItCould() throws Exception {
        line.server.line("ok version=1 env=test node=tau-node");
        HostPort address = new HostPort("127.0.0.1", line.server.port());
        TauConnector connector = TauConnector.to(address, Duration.ofSeconds(5));
        try (LineTauNode byName = new LineTauNode(connector, Duration.ofSeconds(20), line.clock, line.clock::advance)) {
            assertThat(byName.hello().version()).isEqualTo(1);
            line.server.close();
            assertThatThrownBy(byName::hello)
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("no connection to the Tau node " + address);
        }
    }

    @Test
    void isOfNoUseOnceClosed() {
        line.node.close();
        assertThatThrownBy(line.node::hello).isInstanceOf(IOException.class).hasMessageContaining("closed");
        assertThat(line.server.commands()).isEmpty();
    }
}
