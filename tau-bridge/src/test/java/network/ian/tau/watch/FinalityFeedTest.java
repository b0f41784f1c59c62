package network.ian.tau.watch;

import static network.ian.tau.chain.ChainForge.anchor;
import static network.ian.tau.chain.ChainForge.commit;
import static network.ian.tau.chain.ChainForge.foreign;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import network.ian.core.crypto.Hash;
import network.ian.core.runtime.ManualClock;
import network.ian.core.view.Finality.Source;
import network.ian.tau.chain.AnchorChains;
import network.ian.tau.chain.ChainForge;
import network.ian.tau.chain.ChainLimits;
import network.ian.tau.chain.NodeRead;
import network.ian.tau.client.TauBlock;
import network.ian.tau.watch.RecordedFinalities.Told;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FinalityFeedTest {

    private static final Hash A = ChainForge.topic("A");

    @TempDir
    Path directory;

    private final ManualClock time = new ManualClock();
    private final ChainForge forge = new ChainForge();
    private final RecordedFinalities finalities = new RecordedFinalities();
    private AnchorChains chains;
    private FinalityFeed feed;
    private boolean readsTau;

    @BeforeEach
    void open() throws IOException {
        chains = AnchorChains.open(
                List.of(forge.goal("A", 3, Duration.ofMinutes(15))), directory, ChainLimits.DEFAULT, time.wall());
        feed = new FinalityFeed(chains, topic -> readsTau, finalities, time.wall());
        chains.onChange(feed::mark);
    }

    @AfterEach
    void close() throws IOException {
        chains.close();
    }

    @Test
    void eachChangeIsToldOnce() {
        assertThat(tell()).as("at first, whatever it is").containsExactly(new Told(A, Source.PEERS, List.of(), 0));
        assertThat(tell()).isEmpty();
        TauBlock first = forge.next(forge.block0(), anchor(0, commit("A", 10)));
        take(first);
        assertThat(tell()).containsExactly(new Told(A, Source.PEERS, List.of(), 1));
        readsTau = true;
        assertThat(tell()).containsExactly(new Told(A, Source.TAU, List.of(), 1));
        List<TauBlock> behind = forge.chain(first, 3);
        behind.forEach(this::take);
        assertThat(tell()).containsExactly(new Told(A, Source.TAU, List.of(10), 0));
        take(forge.next(behind.get(2)));
        assertThat(tell()).as("nothing new of this goal").isEmpty();
    }

    @Test
    void anotherBestChainReplacesWhatWasTold() {
        TauBlock left = forge.next(forge.block0(), anchor(0, commit("A", 10)));
        take(left);
        forge.chain(left, 2).forEach(this::take);
        assertThat(tell()).containsExactly(new Told(A, Source.PEERS, List.of(10), 0));
        TauBlock right = forge.next(forge.block0(), foreign(0), anchor(0, commit("A", 7)));
        take(right);
        assertThat(tell()).isEmpty();
        TauBlock between = forge.next(right, anchor(1, commit("A", 12)));
        take(between);
        forge.chain(between, 2).forEach(this::take);
        assertThat(tell()).containsExactly(new Told(A, Source.PEERS, List.of(7, 12), 0));
    }

    @Test
    void timeSettlesAtTheMomentItShouldAndUnsettlesWhenItGoesBack() {
        take(forge.next(forge.block0(), anchor(0, commit("A", 10))));
        assertThat(tell()).containsExactly(new Told(A, Source.PEERS, List.of(), 1));
        time.advance(Duration.ofSeconds(925));
        assertThat(feed.tell()).isEqualTo(Duration.ofSeconds(5));
        time.advance(Duration.ofSeconds(5));
        assertThat(tell()).containsExactly(new Told(A, Source.PEERS, List.of(10), 0));
        time.advance(Duration.ofSeconds(-100));
        assertThat(tell()).containsExactly(new Told(A, Source.PEERS, List.of(), 1));
        time.advance(Duration.ofDays(400));
        assertThat(tell()).containsExactly(new Told(A, Source.PEERS, List.of(10), 0));
        assertThat(feed.tell()).isEqualTo(Duration.ofSeconds(10));
    }

    private List<Told> tell() {
        feed.tell();
        List<Told> told = List.copyOf(finalities.told);
        finalities.told.clear();
        return told;
    }

    private void take(TauBlock block) {
        try (NodeRead read = chains.read()) {
            read.block(block);
        }
    }
}
