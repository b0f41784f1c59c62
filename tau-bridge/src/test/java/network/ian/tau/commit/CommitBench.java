package network.ian.tau.commit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import network.ian.core.codec.Bytes;
import network.ian.core.crypto.Hash;
import network.ian.core.crypto.Sha256;
import network.ian.core.goal.AnchorSpec;
import network.ian.core.runtime.ManualClock;
import network.ian.core.view.Finality;
import network.ian.tau.bls.BlsSecretKey;
import network.ian.tau.transaction.AnchorText;
import network.ian.tau.transaction.TauTransaction;

/** A committer with everything round it in memory, driven by hand. */
final class CommitBench {

    static final BlsSecretKey KEY = BlsSecretKey.of("key", filled(1));

    final ManualClock clock = new ManualClock();
    final FakeTau tau = new FakeTau(clock.wall());
    final FakeChain chain = new FakeChain(tau);
    final FakeFinalities finalities = new FakeFinalities();
    final MemoryStore store = new MemoryStore();
    final Counts counts = new Counts();
    final List<CommitGoal> goals = new ArrayList<>();
    CommitSettings settings = CommitSettings.DEFAULTS;
    Random random = new Random(1);
    Committer committer;

    CommitBench(int goalCount) {
        AnchorSpec anchor = new AnchorSpec(
                Sha256.of(new byte[] {0}),
                List.of(KEY.publicKey().bytes()),
                KEY.publicKey().bytes(),
                3,
                Duration.ofMinutes(15),
                Duration.ofSeconds(150));
        for (int i = 0; i < goalCount; i++) {
            goals.add(new CommitGoal("GOAL_" + i, Sha256.of(new byte[] {1, (byte) i}), anchor));
        }
        start();
    }

    /** A new process on the same disk. */
    void start() {
        committer = new Committer(
                KEY,
                goals,
                settings,
                new CommitPorts(tau, finalities, chain, finalities::size, store, clock.wall(), clock, random, counts));
    }

    Hash topic() {
        return goals.get(0).topic();
    }

    /** Entries that are older than the lag. */
    void entries(int count) {
        goals.forEach(goal -> finalities.add(goal.topic(), count, clock.wall().millis() - 1_000_000));
    }

    CommitStatus step() {
        committer.step();
        return committer.status();
    }

    /** Steps as often as {@code seconds} allow, two seconds apart. */
    CommitStatus run(int seconds) {
        for (int i = 0; i < seconds; i += 2) {
            step();
            clock.advance(Duration.ofSeconds(2));
        }
        return step();
    }

    /** A block with all that is pending, read by the watcher. */
    void block() {
        tau.block();
        read();
    }

    void read() {
        chain.read();
        goals.forEach(goal -> finalities.settled(goal.topic(), Finality.Source.TAU, chain.settled(goal.topic()), 0));
    }

    /** What is on its way gets into a block, once, and nothing is left to do. */
    void assertAnchoredOnce() {
        block();
        step();
        assertThat(tau.chain).hasSize(1);
        assertThat(counts.committed).isEqualTo(1);
        assertThat(committer.status().state()).isEqualTo(CommitState.IDLE);
    }

    OutboxContent content() {
        return OutboxCodec.decode(store.bytes.orElseThrow());
    }

    /** A transaction of the same key that this committer did not sign. */
    TauTransaction foreign(long sequence, AnchorText... anchors) {
        return TauTransaction.sign(
                KEY,
                sequence,
                clock.wall().millis() / 1000 + 86_400,
                100,
                AnchorText.operations(anchors.length == 0 ? List.of() : List.of(anchors)));
    }

    static Bytes key() {
        return KEY.publicKey().bytes();
    }

    private static byte[] filled(int octet) {
        byte[] octets = new byte[BlsSecretKey.BYTES];
        Arrays.fill(octets, (byte) octet);
        return octets;
    }

    static final class MemoryStore implements OutboxStore {

        /** What happens round a write; throws to have it fail. */
        interface Hook {
            void at() throws IOException;
        }

        Optional<byte[]> bytes = Optional.empty();
        Hook beforeWrite = () -> {};
        Hook afterWrite = () -> {};
        int writes;

        @Override
        public Optional<byte[]> read() {
            return bytes;
        }

        @Override
        public void write(byte[] content) throws IOException {
            beforeWrite.at();
            bytes = Optional.of(content.clone());
            writes++;
            afterWrite.at();
        }

        @Override
        public String name() {
            return "outbox";
        }
    }

    static final class Counts implements CommitTelemetry {

        int committed;
        int failed;

        @Override
        public void committed() {
            committed++;
        }

        @Override
        public void failed() {
            failed++;
        }
    }
}
