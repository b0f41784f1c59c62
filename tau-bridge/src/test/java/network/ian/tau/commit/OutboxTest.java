package network.ian.tau.commit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import network.ian.core.codec.MalformedException;
import network.ian.tau.transaction.AnchorText;
import network.ian.tau.transaction.TauTransaction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutboxTest {

    private final CommitBench bench = new CommitBench(2);

    private OutboxContent filled() {
        bench.entries(3);
        bench.step();
        bench.block();
        bench.chain.settleAll();
        bench.read();
        bench.step();
        bench.clock.advance(Duration.ofDays(2));
        bench.step();
        bench.entries(3);
        bench.run(302);
        OutboxContent content = bench.content();
        assertThat(content.goals()).hasSize(2);
        assertThat(content.entries()).hasSize(1);
        return content;
    }

    @Test
    void whatIsWrittenIsWhatIsRead() {
        OutboxContent content = filled();
        assertThat(OutboxCodec.decode(OutboxCodec.encode(content))).isEqualTo(content);
        assertThat(new String(OutboxCodec.encode(content), StandardCharsets.UTF_8))
                .contains(bench.tau.mempool.get(1L).hash().hex());
    }

    @Test
    void noChangedByteIsReadAsAnotherOutbox() {
        OutboxContent content = filled();
        byte[] bytes = OutboxCodec.encode(content);
        for (int i = 0; i < bytes.length; i++) {
            byte[] damaged = bytes.clone();
            damaged[i] ^= 1;
            try {
                assertThat(OutboxCodec.decode(damaged)).isEqualTo(content);
            } catch (MalformedException expected) {
                assertThat(expected.getMessage()).isNotEmpty();
            }
            assertThatThrownBy(() -> OutboxCodec.decode(Arrays.copyOf(bytes, bytes.length - 1)))
                    .isInstanceOf(MalformedException.class);
        }
    }

    @Test
    void aNewerVersionIsLeftAlone() {
        String newer = new String(OutboxCodec.encode(filled()), StandardCharsets.UTF_8)
                .replace("\"version\":1", "\"version\":2");
        assertThatThrownBy(() -> OutboxCodec.decode(newer.getBytes(StandardCharsets.UTF_8)))
                .hasMessageContaining("newer version");
    }

    @Test
    void aDamagedOneStopsTheCommitterUntilTheOperatorActs() {
        bench.store.bytes = Optional.of("{\"version\":1".getBytes(StandardCharsets.UTF_8));
        bench.start();
        bench.entries(3);
        CommitStatus status = bench.run(300);
        assertThat(status.state()).isEqualTo(CommitState.OUTBOX_UNUSABLE);
        assertThat(status.detail()).contains("outbox").contains("move it aside");
        assertThat(bench.tau.calls).isEmpty();
        assertThat(bench.store.writes).isZero();
        bench.store.bytes = Optional.empty();
        bench.run(62);
        assertThat(bench.tau.mempool).hasSize(1);
    }

    @Test
    void anEmptyOneIsDamagedToo() {
        bench.store.bytes = Optional.of(new byte[0]);
        bench.start();
        assertThat(bench.step().state()).isEqualTo(CommitState.OUTBOX_UNUSABLE);
    }

    @Test
    void anotherKeysOutboxIsRefused() {
        bench.store.bytes = Optional.of(OutboxCodec.encode(OutboxContent.empty("ab".repeat(48))));
        bench.start();
        bench.entries(3);
        assertThat(bench.step().state()).isEqualTo(CommitState.OUTBOX_UNUSABLE);
        assertThat(bench.committer.status().detail())
                .contains("ab".repeat(48), bench.committer.status().committer());
    }

    @Test
    void whatCannotBeWrittenIsNotSent() {
        bench.entries(3);
        bench.store.beforeWrite = () -> {
            throw new IOException("No space left on device");
        };
        assertThat(bench.run(300).state()).isEqualTo(CommitState.OUTBOX_UNUSABLE);
        assertThat(bench.tau.seen).isEmpty();
        bench.store.beforeWrite = () -> {};
        bench.run(62);
        assertThat(bench.tau.mempool).hasSize(1);
    }

    @Test
    void aWriteThatFailsAfterItsEffectIsGoneOnWith() {
        bench.entries(3);
        bench.store.afterWrite = () -> {
            throw new IOException("the directory cannot be flushed");
        };
        bench.step();
        bench.store.afterWrite = () -> {};
        OutboxContent kept = bench.content();
        bench.entries(3);
        bench.run(62);
        assertThat(bench.tau.mempool.get(0L)).isEqualTo(kept.entries().get(0).transaction());
    }

    @Test
    void beyondItsBoundSettledEntriesGoFirstAndWithoutThemNothingIsSigned() {
        List<OutboxEntry> entries = new ArrayList<>();
        for (int i = 0; i < Watch.MOST_ENTRIES; i++) {
            AnchorText.LogCommit commit = new AnchorText.LogCommit(
                    bench.topic(), i + 1, FakeFinalities.root(bench.topic(), i), bench.topic());
            TauTransaction transaction = bench.foreign(i, commit);
            bench.tau.chain.add(transaction);
            entries.add(new OutboxEntry(transaction, 0, true, 0));
        }
        OutboxContent full = new OutboxContent(CommitBench.key().hex(), -1, entries, new TreeMap<>());
        bench.store.bytes = Optional.of(OutboxCodec.encode(full));
        assertThat(bench.store.bytes.get()).hasSizeLessThan(OutboxCodec.MAX_BYTES / 8);
        bench.start();
        bench.entries(1_000);
        bench.chain.delay = 2 * Watch.MOST_ENTRIES;
        bench.read();
        assertThat(bench.step().state()).isEqualTo(CommitState.WAITING_FOR_CHAIN);
        assertThat(bench.tau.seen).isEmpty();
        bench.chain.delay = 3;
        assertThat(bench.run(30).state()).isEqualTo(CommitState.IN_FLIGHT);
        assertThat(bench.content().entries()).hasSize(Watch.MOST_ENTRIES);
        assertThat(bench.content().lastSequence()).isZero();
    }

    @Test
    void theFileIsTheOwnersAloneAndReplacedWhole(@TempDir Path directory) throws IOException {
        OutboxFile file = new OutboxFile(directory);
        assertThat(file.read()).isEmpty();
        OutboxContent content = filled();
        file.write(OutboxCodec.encode(content));
        Path path = directory.resolve("tau_outbox.json");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
                .isEqualTo("rw-------");
        assertThat(OutboxCodec.decode(file.read().orElseThrow())).isEqualTo(content);
        Files.delete(path);
        Files.createDirectory(path);
        assertThatThrownBy(file::read).isInstanceOf(IOException.class);
    }
}
