package network.ian.tau.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import network.ian.core.crypto.Hash;
import network.ian.core.runtime.ManualClock;
import network.ian.tau.bls.BlsPublicKey;
import network.ian.tau.golden.GoldenVectors;
import network.ian.tau.transaction.TauTransaction;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Answers that a broken or hostile node may give: nothing but the two exceptions of the contract comes out. */
class ReplyFuzzTest {

    private static final String HASH = "1c59c7d8b87e92d7af657ff6de3b381999c2370465e831e3f69add6d3f7f5024";
    private static final List<String> SEEDS = List.of(
            "ok version=1 env=test node=tau-node",
            "error unsupported_version expected=1|2 got=9",
            ok("getsequence", "{\"address\":\"a\",\"sequence_number\":7}"),
            ok("getbalance", "{\"address\":\"a\",\"balance\":\"999935\"}"),
            ok("sendtx", "{\"message\":\"Transaction queued.\",\"tx_hash\":\"" + HASH + "\"}"),
            ok("gettxstatus", "{\"tx_hash\":\"" + HASH + "\",\"status\":\"confirmed\",\"confirmations\":1}"),
            ok("getgovernance", "{\"head_hash\":\"" + HASH + "\",\"head_number\":3,\"x\":[1,{\"y\":2.5}]}"),
            ok("getblocks", "{\"blocks\":[" + GoldenVectors.block().path("block") + "],\"total\":1}"),
            "{\"status\":\"error\",\"command\":\"rate_limit\",\"error\":{\"code\":\"RATE_LIMITED\",\"message\":\"m\",\"details\":{\"a\":1}}}");
    /** The command that each of them answers. */
    private static final int[] COMMANDS = {0, 0, 1, 2, 4, 5, 6, 7, 3};

    private static final List<String> WORDS = List.of(
            "{",
            "}",
            "[",
            "]",
            ",",
            ":",
            "\"",
            "null",
            "true",
            "NaN",
            "-Infinity",
            "1e999",
            "-1",
            "99999999999999999999",
            "\"data\"",
            "\"status\"",
            "\"error\"",
            "\"blocks\":[",
            "\\ud800",
            "\\u0000",
            "\u0000",
            "\n",
            "\r\n",
            "{}",
            "[]",
            "\ufeff",
            "=",
            " ",
            "ok ",
            "error ",
            "\u00ff");

    private final BlsPublicKey key =
            GoldenVectors.publicKey(GoldenVectors.transactions().findFirst().orElseThrow());
    private final TauTransaction transaction =
            GoldenVectors.transaction(GoldenVectors.transactions().findFirst().orElseThrow());
    private int understood;
    private int refused;
    private int broken;

    private static String ok(String command, String data) {
        return "{\"status\":\"ok\",\"command\":\"" + command + "\",\"data\":" + data + "}";
    }

    @Test
    void onlyTheContractsExceptionsComeOut() {
        fuzz(3_000);
    }

    @Test
    @Tag("proof")
    void onlyTheContractsExceptionsComeOutInTheLongRun() {
        fuzz(300_000);
    }

    private void fuzz(int rounds) {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        for (int i = 0; i < rounds; i++) {
            int kind = random.nextInt(SEEDS.size());
            byte[] answer = mutated(SEEDS.get(kind), random);
            int command = random.nextInt(4) == 0 ? random.nextInt(8) : COMMANDS[kind];
            try {
                ask(answer, command);
                understood++;
            } catch (TauException e) {
                refused++;
                assertThat(e.getMessage()).hasSizeLessThan(400);
            } catch (IOException e) {
                broken++;
                assertThat(e.getMessage())
                        .as("seed %d, round %d", seed, i)
                        .isNotNull()
                        .hasSizeLessThan(400);
            } catch (RuntimeException | StackOverflowError e) {
                fail("seed %d, round %d: %s".formatted(seed, i, new String(answer, StandardCharsets.UTF_8)), e);
            }
        }
        System.out.printf(
                "ReplyFuzzTest seed %d: %d understood, %d refusals, %d broken%n", seed, understood, refused, broken);
        assertThat(List.of(understood, refused, broken)).allMatch(count -> count > rounds / 1_000);
    }

    private void ask(byte[] answer, int command) throws IOException, TauException {
        ManualClock clock = new ManualClock();
        Hash hash = Hash.fromHex("hash", HASH);
        try (LineTauNode node =
                new LineTauNode(new CannedAnswer(answer), Duration.ofSeconds(30), clock, clock::advance)) {
            switch (command) {
                case 0 -> node.hello();
                case 1 -> node.sequence(key);
                case 2 -> node.balance(key);
                case 3 -> node.check(transaction);
                case 4 -> node.send(transaction);
                case 5 -> node.status(hash);
                case 6 -> node.head();
                default -> node.blocks(block -> block.transactions().forEach(transaction -> transaction.hash()));
            }
        }
    }

    private static byte[] mutated(String text, Random random) {
        byte[] octets = text.getBytes(StandardCharsets.UTF_8);
        for (int changes = random.nextInt(5); changes > 0; changes--) {
            octets = changed(octets, random);
        }
        byte[] line = Arrays.copyOf(octets, octets.length + 1);
        line[octets.length] = '\n';
        return line;
    }

    private static byte[] changed(byte[] octets, Random random) {
        int from = random.nextInt(octets.length + 1);
        int to = Math.min(octets.length, from + random.nextInt(40));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(octets, 0, from);
        switch (random.nextInt(5)) {
            case 0 -> out.write(random.nextInt(256));
            case 1 -> out.writeBytes(WORDS.get(random.nextInt(WORDS.size())).getBytes(StandardCharsets.UTF_8));
            case 2 -> out.write(octets, from, to - from);
            case 3 -> out.writeBytes("[".repeat(random.nextInt(2_000)).getBytes(StandardCharsets.UTF_8));
            default -> from = to;
        }
        out.write(octets, from, octets.length - from);
        return out.toByteArray();
    }
}
