package network.ian.tau.devnode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import network.ian.core.runtime.ManualClock;
import network.ian.tau.bls.BlsSecretKey;
import network.ian.tau.client.TauBlock;
import network.ian.tau.transaction.TauTransaction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChainFileTest {

    @TempDir
    private Path directory;

    private final ManualClock clock = new ManualClock();

    @Test
    void aRestartedNodeKeepsItsChainWithItsForks() throws IOException {
        List<TauBlock> stored;
        List<TauBlock> best;
        try (DevNode node = start();
                RawClient client = new RawClient(node)) {
            client.send(anchor(0));
            assertThat(node.chain().mine()).isPresent();
            node.chain().rival(1, Fate.REQUEUED);
            assertThat(node.chain().mine()).isPresent();
            stored = node.chain().stored();
            best = node.chain().canonical();
        }
        try (DevNode node = start();
                RawClient client = new RawClient(node)) {
            assertThat(ids(node.chain().stored())).isEqualTo(ids(stored));
            assertThat(ids(node.chain().canonical())).isEqualTo(ids(best));
            assertThat(client.status(anchor(0))).isEqualTo("confirmed");
            assertThat(client.send(anchor(1))).isEqualTo("ok");
            node.chain().reorganise(1, Fate.REQUEUED);
            Walk.verifies(node.chain().canonical());
        }
    }

    @Test
    void anUnfinishedLineIsCutOff() throws IOException {
        try (DevNode node = start()) {
            node.chain().mineAnyway(2);
        }
        byte[] whole = Files.readAllBytes(file());
        Files.writeString(file(), "{\"header\":{\"block_nu", StandardOpenOption.APPEND);
        try (DevNode node = start()) {
            assertThat(node.chain().canonical()).hasSize(3);
        }
        assertThat(file()).hasBinaryContent(whole);
    }

    @Test
    void anotherFileIsRefusedAndLeftAlone() throws IOException {
        Files.writeString(file(), "something else\n", StandardCharsets.UTF_8);
        assertThatThrownBy(this::start).isInstanceOf(IOException.class).hasMessageContaining(file().toString());
        assertThat(file()).hasContent("something else\n");
    }

    @Test
    void twoNodesDoNotShareAFile() throws IOException {
        try (DevNode node = start()) {
            assertThatThrownBy(this::start).isInstanceOf(IOException.class).hasMessageContaining("another stand-in");
            node.chain().mineAnyway(1);
        }
        start().close();
    }

    private DevNode start() throws IOException {
        return DevNode.start(Bench.options(clock, 1).keeping(file()));
    }

    private Path file() {
        return directory.resolve("chain.jsonl");
    }

    private TauTransaction anchor(long sequence) {
        BlsSecretKey key = DevNode.COMMITTER_SECRET;
        long expiry = clock.wall().instant().getEpochSecond() + 600;
        return TauTransaction.sign(key, sequence, expiry, 10, Bench.operation("ian", "IAN1:" + sequence));
    }

    private static List<String> ids(List<TauBlock> blocks) {
        return blocks.stream().map(block -> block.claimedHash().hex()).sorted().toList();
    }
}
