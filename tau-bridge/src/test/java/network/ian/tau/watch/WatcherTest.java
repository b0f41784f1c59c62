package network.ian.tau.watch;

import static network.ian.tau.chain.ChainForge.anchor;
import static network.ian.tau.chain.ChainForge.commit;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import network.ian.core.codec.Bytes;
import network.ian.core.crypto.Hash;
import network.ian.core.finality.ChainExchange.Taken;
import network.ian.core.runtime.ManualClock;
import network.ian.core.view.Finality.Source;
import network.ian.tau.chain.AnchorChains;
import network.ian.tau.chain.ChainForge;
import network.ian.tau.chain.ChainLimits;
import network.ian.tau.client.TauNode;
import network.ian.tau.watch.RecordedFinalities.Told;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With its threads. */
class WatcherTest {

    private static final Hash A = ChainForge.topic("A");

    @TempDir
    Path directory;

    private final ManualClock time = new ManualClock();
    private final ChainForge forge = new ChainForge();

    @Test
    void aNodeWithoutTauConcludesTheSameFromPages() throws IOException {
        FakeTauNode tau = new FakeTauNode();
        tau.blocks.add(forge.block0());
        tau.blocks.add(forge.next(forge.block0(), anchor(0, commit("A", 10))));
        tau.blocks.addAll(forge.chain(tau.blocks.get(1), 2));
        RecordedFinalities first = new RecordedFinalities();
        RecordedFinalities second = new RecordedFinalities();
        try (AnchorChains chains = chains("first");
                Watcher watcher = watcher(chains, Optional.of(tau), first);
                AnchorChains others = chains("second");
                Watcher reader = watcher(others, Optional.empty(), second)) {
            reader.start();
            assertThat(second.next()).isEqualTo(new Told(A, Source.PEERS, List.of(), 0));
            assertThat(reader.status()).isEqualTo(WatchStatus.NONE);
            watcher.start();
            Told told = first.next();
            while (!told.equals(new Told(A, Source.TAU, List.of(10), 0))) {
                told = first.next();
            }
            assertThat(watcher.hasRead(A)).isTrue();
            assertThat(watcher.status().head().orElseThrow().number()).isEqualTo(3);
            Bytes page = chains.after(A, others.locator(A)).join();
            assertThat(others.offer(A, page).join()).isEqualTo(Taken.NEW);
            assertThat(second.next()).isEqualTo(new Told(A, Source.PEERS, List.of(10), 0));
        }
    }

    @Test
    void anErrorOfTheMachineDoesNotEndTheWatcher() throws IOException, InterruptedException {
        FakeTauNode tau = new FakeTauNode();
        tau.blocks.add(forge.block0());
        tau.blocks.add(forge.next(forge.block0(), anchor(0, commit("A", 10))));
        CountDownLatch failed = new CountDownLatch(1);
        tau.whileDownloading = () -> {
            tau.whileDownloading = () -> {};
            failed.countDown();
            throw new StackOverflowError();
        };
        RecordedFinalities told = new RecordedFinalities();
        try (AnchorChains chains = chains("error");
                Watcher watcher = watcher(chains, Optional.of(tau), told)) {
            watcher.start();
            assertThat(told.next().unsettled()).isZero();
            failed.await();
            time.advance(Duration.ofMinutes(1));
            watcher.wake();
            assertThat(told.next().unsettled()).isEqualTo(1);
        }
    }

    private AnchorChains chains(String name) throws IOException {
        return AnchorChains.open(
                List.of(forge.goal("A", 3, Duration.ofMinutes(15))),
                directory.resolve(name),
                ChainLimits.DEFAULT,
                time.wall());
    }

    private Watcher watcher(AnchorChains chains, Optional<TauNode> node, RecordedFinalities finalities) {
        return new Watcher(chains, node, finalities, WatchSettings.DEFAULT, time.wall(), time);
    }
}
