package network.ian.p2p.transport;

import static network.ian.p2p.transport.RunningNode.soon;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import network.ian.core.codec.Bytes;
import network.ian.core.crypto.Hash;
import network.ian.core.crypto.Sha256;
import network.ian.core.finality.AnchorStanding;
import network.ian.core.finality.ChainExchange;
import network.ian.core.finality.Finalities;
import network.ian.core.finality.PrefixSeeker;
import network.ian.core.finality.PrefixWanted;
import network.ian.core.finality.Proposal;
import network.ian.core.finality.SettledAnchor;
import network.ian.core.runtime.MonotonicClock;
import network.ian.core.view.Finality;
import network.ian.p2p.port.AnchoredPrefixes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Chains and finality of real nodes as their peers see them. */
@ExtendWith(LeakWatch.class)
class AnchorPortsTest {

    private static final Hash TOPIC = Sha256.of(new byte[] {1});

    @TempDir
    private Path data;

    @Test
    void aChainPassesFromNodeToNode() throws Exception {
        CountingChain full = new CountingChain(200);
        CountingChain bare = new CountingChain(1);
        RecordingFinality finality = new RecordingFinality();
        try (RunningNode one = new RunningNode(data.resolve("1"), Anchors.of(full, finality));
                RunningNode two = new RunningNode(data.resolve("2"), Anchors.of(bare, finality))) {
            one.meet(two);
            soon().until(() -> bare.length == 200);
            full.grow(201);
            soon().until(() -> bare.length == 201);
            assertThat(one.counts.invalid).isEmpty();
            assertThat(two.counts.invalid).isEmpty();
            assertThat(finality.seekers).hasSize(2);
            finality.seekers.get(0).seek(TOPIC, new PrefixWanted(0, 1, TOPIC));
            finality.seekers.get(0).fetch(TOPIC, List.of(TOPIC));
            finality.seekers.get(0).forget(TOPIC);
        }
        assertThat(finality.seekers).hasSize(4).endsWith(PrefixSeeker.NONE, PrefixSeeker.NONE);
    }

    @Test
    void whatFailsIsAnsweredAsUndecided() {
        ProtocolThread thread = new ProtocolThread(MonotonicClock.system());
        thread.start();
        try {
            CountingChain broken = new CountingChain(-1);
            NodeChains chains = new NodeChains(broken, thread);
            NodePrefixes prefixes = new NodePrefixes(new RecordingFinality(), thread);
            PrefixWanted wanted = new PrefixWanted(0, 1, TOPIC);
            List<Object> told = new CopyOnWriteArrayList<>();
            chains.after(TOPIC, List.of(), told::add);
            chains.offer(TOPIC, Bytes.EMPTY, told::add);
            prefixes.offer(TOPIC, wanted, List.of(), told::add);
            prefixes.offer(TOPIC, wanted, List.of(TOPIC), told::add);
            prefixes.offer(TOPIC, wanted, List.of(TOPIC, TOPIC), told::add);
            soon().untilAsserted(() -> assertThat(told)
                    .containsExactly(
                            Bytes.EMPTY,
                            ChainExchange.Taken.UNDECIDED,
                            AnchoredPrefixes.Taken.UNDECIDED,
                            AnchoredPrefixes.Taken.GOOD,
                            AnchoredPrefixes.Taken.FALSE));
        } finally {
            thread.stop(5_000);
        }
    }

    /** A chain of which block n is the hash of n; a page is the number of the last block in it. Negative lengths fail. */
    private static final class CountingChain implements ChainExchange {

        private final List<Consumer<Hash>> listeners = new ArrayList<>();
        private volatile int length;
        private volatile Hash topic = TOPIC;

        CountingChain(int length) {
            this.length = length;
        }

        void grow(int blocks) {
            length = blocks;
            listeners.forEach(listener -> listener.accept(topic));
        }

        @Override
        public Optional<Tip> tip(Hash of) {
            return length == 1 ? Optional.empty() : Optional.of(new Tip(length - 1L, block(length - 1)));
        }

        @Override
        public boolean knows(Hash of, Hash block) {
            for (int number = 0; number < length; number++) {
                if (block(number).equals(block)) {
                    return true;
                }
            }
            return false;
        }

        @Override
        public List<Hash> locator(Hash of) {
            topic = of;
            return List.of(block(length - 1));
        }

        @Override
        public CompletableFuture<Bytes> after(Hash of, List<Hash> locator) {
            int known = length;
            if (known < 0) {
                throw new IllegalStateException("cannot be read");
            }
            return CompletableFuture.supplyAsync(() -> Bytes.wrap(new byte[known]));
        }

        @Override
        public CompletableFuture<Taken> offer(Hash of, Bytes page) {
            if (length < 0) {
                return CompletableFuture.failedFuture(new IllegalStateException("cannot be verified"));
            }
            return CompletableFuture.supplyAsync(() -> {
                grow(page.size());
                return Taken.NEW;
            });
        }

        @Override
        public void onTip(Consumer<Hash> listener) {
            listeners.add(listener);
        }

        private static Hash block(int number) {
            return Sha256.of(new byte[] {(byte) (number >> 8), (byte) number});
        }
    }

    /** Finds one id good, more of them false, and none at all too much. */
    private static final class RecordingFinality implements Finalities {

        private final List<PrefixSeeker> seekers = new CopyOnWriteArrayList<>();

        @Override
        public void settled(Hash topic, Finality.Source source, List<SettledAnchor> settled, int unsettled) {}

        @Override
        public Finality finality(Hash topic) {
            return Finality.NONE;
        }

        @Override
        public List<AnchorStanding> standings(Hash topic) {
            return List.of();
        }

        @Override
        public CompletableFuture<Optional<Proposal>> propose(Hash topic, List<SettledAnchor> unsettled, long beforeMs) {
            return CompletableFuture.completedFuture(Optional.empty());
        }

        @Override
        public CompletableFuture<Boolean> offer(Hash topic, PrefixWanted wanted, List<Hash> ids) {
            return ids.isEmpty()
                    ? CompletableFuture.failedFuture(new IllegalStateException("stopped"))
                    : CompletableFuture.completedFuture(ids.size() == 1);
        }

        @Override
        public void refused(Hash topic, Hash contributionId) {}

        @Override
        public void seekThrough(PrefixSeeker seeker) {
            seekers.add(seeker);
        }
    }
}
