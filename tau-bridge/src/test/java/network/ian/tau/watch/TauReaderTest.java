package network.ian.tau.watch;

import static network.ian.tau.chain.ChainForge.anchor;
import static network.ian.tau.chain.ChainForge.commit;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import network.ian.core.crypto.Hash;
import network.ian.core.runtime.ManualClock;
import network.ian.tau.RecordedLog;
import network.ian.tau.chain.AnchorChains;
import network.ian.tau.chain.ChainForge;
import network.ian.tau.chain.ChainLimits;
import network.ian.tau.client.BreakerOpenException;
import network.ian.tau.client.TauBlock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TauReaderTest {

    private static final Duration POLL = Duration.ofSeconds(15);
    private static final Hash A = ChainForge.topic("A");
    private static final Hash B = ChainForge.topic("B");

    @TempDir
    Path directory;

    private final ManualClock time = new ManualClock();
    private final ChainForge forge = new ChainForge();
    private final FakeTauNode node = new FakeTauNode();
    private AnchorChains chains;
    private TauReader reader;

    @BeforeEach
    void open() throws IOException {
        chains = AnchorChains.open(
                List.of(forge.goal("A", 3, Duration.ofMinutes(15)), forge.goal("B", 3, Duration.ofMinutes(15))),
                directory,
                ChainLimits.DEFAULT,
                time.wall());
        node.blocks.add(forge.block0());
        reader = reader(false);
    }

    @AfterEach
    void close() throws IOException {
        chains.close();
    }

    @Test
    void oneDownloadServesAllGoalsAndNoneIsMadeWithoutANewHead() {
        extend(anchorOfBoth(0, 10));
        assertThat(reader.read(false)).isEqualTo(POLL);
        assertThat(chains.anchors(A).unsettled()).isEqualTo(1);
        assertThat(chains.anchors(B).unsettled()).isEqualTo(1);
        assertThat(reader.status().lastReadMs()).hasValue(time.wall().millis());
        for (int i = 0; i < 5; i++) {
            time.advance(POLL);
            reader.read(i % 2 == 0);
        }
        assertThat(node.downloads).isEqualTo(1);
        assertThat(node.hellos).isEqualTo(1);
        assertThat(node.heads).isEqualTo(6);
    }

    @Test
    void anOutageIsSaidOnceHoweverTheBreakerCountsDown() {
        try (RecordedLog log = new RecordedLog(TauReader.class)) {
            for (int outage = 1; outage <= 2; outage++) {
                for (int left = 30; left > 0; left -= 5) {
                    node.failure = left % 15 == 0
                            ? new IOException("no connection")
                            : new BreakerOpenException(Duration.ofSeconds(left));
                    time.advance(POLL);
                    reader.read(false);
                    assertThat(reader.status().problem()).contains(node.failure.getMessage());
                }
                assertThat(log.lines())
                        .filteredOn(line -> line.getLevel() == Level.WARN)
                        .as("lines after outage %d", outage)
                        .hasSize(outage);
                node.failure = null;
                time.advance(POLL);
                reader.read(false);
                assertThat(reader.status().problem()).isEmpty();
            }
        }
    }

    @Test
    void aGoalThatIsAddedIsReadWithoutANewHead() {
        Hash late = ChainForge.topic("C");
        extend(forge.next(last()));
        extend(forge.next(last(), anchor(0, commit("C", 10))));
        reader.read(false);
        assertThat(reader.hasRead(A)).isTrue();
        assertThat(chains.add(forge.goal("C", 3, Duration.ofMinutes(15)))).isTrue();
        assertThat(reader.hasRead(late)).isFalse();
        time.advance(POLL);
        assertThat(reader.read(true)).isEqualTo(POLL);
        assertThat(node.downloads).isEqualTo(2);
        assertThat(reader.hasRead(late)).isTrue();
        assertThat(chains.tip(late).orElseThrow().height()).isEqualTo(2);
        assertThat(chains.anchors(late).unsettled()).isEqualTo(1);
        time.advance(POLL);
        reader.read(true);
        assertThat(node.downloads).isEqualTo(2);
    }

    @Test
    void aGoalThatIsAddedDuringADownloadWaitsForTheNext() {
        Hash late = ChainForge.topic("C");
        extend(forge.next(last()));
        node.whileDownloading = () -> chains.add(forge.goal("C", 3, Duration.ofMinutes(15)));
        reader.read(false);
        assertThat(chains.goals()).hasSize(3);
        assertThat(reader.hasRead(late)).isFalse();
        assertThat(chains.tip(late)).isEmpty();
        time.advance(POLL);
        reader.read(false);
        assertThat(node.downloads).isEqualTo(2);
        assertThat(reader.hasRead(late)).isTrue();
        assertThat(chains.tip(late)).isEqualTo(chains.tip(A));
    }

    @Test
    void downloadsTakeAtMostATenthOfTheTimeUnlessSomebodyWaits() {
        node.whileDownloading = () -> time.advance(Duration.ofSeconds(4));
        reader.read(false);
        extend(forge.next(last()));
        time.advance(POLL);
        assertThat(reader.read(false)).isEqualTo(Duration.ofSeconds(40).minus(POLL));
        assertThat(node.downloads).isEqualTo(1);
        assertThat(reader.read(true)).as("asked twice within a second").isEqualTo(Duration.ofSeconds(1));
        time.advance(Duration.ofSeconds(1));
        assertThat(reader.read(false)).as("the wish is remembered").isEqualTo(POLL);
        assertThat(node.downloads).isEqualTo(2);
        extend(forge.next(last()));
        time.advance(Duration.ofSeconds(40));
        assertThat(reader.read(false)).isEqualTo(POLL);
        assertThat(node.downloads).isEqualTo(3);
    }

    @Test
    void aDownloadThatIsCutOffKeepsWhatCameAndIsTriedAgain() {
        for (int i = 0; i < 10; i++) {
            extend(forge.next(last()));
        }
        node.cutAfter = 6;
        assertThat(reader.read(false)).isEqualTo(POLL);
        assertThat(chains.tip(A).orElseThrow().height()).isEqualTo(5);
        assertThat(reader.status().problem()).contains("cut");
        assertThat(reader.status().lastReadMs()).isEmpty();
        node.cutAfter = Integer.MAX_VALUE;
        time.advance(POLL);
        assertThat(reader.read(false)).isEqualTo(POLL);
        assertThat(chains.tip(B).orElseThrow().height()).isEqualTo(10);
        assertThat(reader.status().problem()).isEmpty();
        assertThat(node.hellos).as("a new connection is greeted").isEqualTo(2);
    }

    @Test
    void aNodeThatFellSilentIsAskedAgainAsSoonAsItSpeaksAndStaysAProblemUntilThen() {
        extend(forge.next(last()));
        node.cutAfter = 1;
        node.whileDownloading = () -> time.advance(Duration.ofMinutes(10));
        reader.read(false);
        node.cutAfter = Integer.MAX_VALUE;
        node.whileDownloading = () -> {};
        time.advance(POLL);
        assertThat(reader.read(false)).isEqualTo(Duration.ofMinutes(10).minus(POLL));
        assertThat(reader.status().problem()).contains("cut");
        time.advance(Duration.ofMinutes(10));
        reader.read(false);
        assertThat(node.downloads).isEqualTo(2);
        assertThat(reader.status().problem()).isEmpty();
    }

    @Test
    void failuresAreWaitedOutAndShownInPrintableWords() {
        node.failure = new IOException("down\u001b[2J\n" + "x".repeat(1_000));
        for (int i = 0; i < 3; i++) {
            assertThat(reader.read(false)).isEqualTo(POLL);
            time.advance(POLL);
        }
        assertThat(reader.status().problem())
                .startsWith("IOException: down?[2J?xxx")
                .hasSize(200);
        assertThat(node.downloads).isZero();
        node.failure = null;
        reader.read(false);
        assertThat(reader.status().lastReadMs()).isPresent();
    }

    @Test
    void aTestNodeIsRefusedInProduction() {
        node.env = "test";
        TauReader production = reader(true);
        production.read(false);
        assertThat(production.status().problem()).contains("env=test");
        assertThat(node.downloads).isZero();
        assertThat(node.heads).isZero();
        reader.read(false);
        assertThat(node.downloads).isEqualTo(1);
    }

    @Test
    void anotherNetworkIsSaidForEachGoalAndReadsNothing() {
        ChainForge other = new ChainForge("other");
        node.blocks.clear();
        node.blocks.addAll(List.of(other.block0(), other.next(other.block0())));
        reader.read(false);
        assertThat(chains.status(A).wrongNetwork()).isTrue();
        assertThat(chains.status(B).wrongNetwork()).isTrue();
        assertThat(chains.tip(A)).isEmpty();
    }

    private TauReader reader(boolean production) {
        return new TauReader(node, chains, new WatchSettings(POLL, production), time.wall(), time);
    }

    private TauBlock anchorOfBoth(long sequence, int size) {
        return forge.next(last(), anchor(sequence, commit("A", size), commit("B", size)));
    }

    private TauBlock last() {
        return node.blocks.get(node.blocks.size() - 1);
    }

    private void extend(TauBlock block) {
        node.blocks.add(block);
    }
}
