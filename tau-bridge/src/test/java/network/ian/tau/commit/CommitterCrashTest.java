package network.ian.tau.commit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import network.ian.tau.transaction.AnchorText;
import network.ian.tau.transaction.AnchorText.LogCommit;
import network.ian.tau.transaction.TauTransaction;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class CommitterCrashTest {

    private static final int STEPS = 120;

    /** The process ends at its k-th input or output, before it or after it. */
    private static final class Death extends Error {

        private static final long serialVersionUID = 1L;
    }

    private int untilDeath;

    @Test
    void dyingAtAnyInputOrOutputNeitherLosesNorDoublesAnAnchor() {
        int calls = 0;
        for (int k = 1; calls == 0; k++) {
            untilDeath = k;
            life();
            calls = untilDeath > 0 ? k : 0;
        }
        LoggerFactory.getLogger(CommitterCrashTest.class).info("{} inputs and outputs", calls);
        assertThat(calls).isGreaterThan(35);
    }

    private void life() {
        CommitBench bench = new CommitBench(1);
        bench.store.beforeWrite = this::io;
        bench.store.afterWrite = this::io;
        bench.tau.faults = new FakeTau.Faults() {
            @Override
            public void before(String call) {
                io();
            }

            @Override
            public void after(String call) {
                io();
            }
        };
        for (int i = 0; i < STEPS; i++) {
            if (i % 40 == 0) {
                bench.entries(3);
                bench.committer.commitNow();
            }
            if (i % 7 == 6) {
                bench.block();
            }
            if (i == 50) {
                bench.tau.reorganise(1, true);
                bench.read();
            }
            try {
                bench.step();
            } catch (Death e) {
                bench.start();
            }
            bench.clock.advance(Duration.ofSeconds(2));
        }
        verify(bench);
    }

    private static void verify(CommitBench bench) {
        Map<Long, List<AnchorText>> signed = new HashMap<>();
        for (TauTransaction transaction : bench.tau.seen) {
            List<AnchorText> anchors = AnchorText.in(transaction.operations());
            assertThat(anchors).isEqualTo(signed.getOrDefault(transaction.sequence(), anchors));
            signed.put(transaction.sequence(), anchors);
        }
        List<Integer> sizes = bench.tau.chain.stream()
                .flatMap(transaction -> AnchorText.in(transaction.operations()).stream())
                .filter(LogCommit.class::isInstance)
                .map(anchor -> ((LogCommit) anchor).size())
                .toList();
        assertThat(sizes).isSorted().doesNotHaveDuplicates().last().isEqualTo(bench.finalities.size(bench.topic()));
        assertThat(bench.tau.mempool).isEmpty();
    }

    private void io() {
        if (--untilDeath == 0) {
            throw new Death();
        }
    }

    @Test
    void theThreadStepsAndEndsAlsoWhileTheNodeDoesNotAnswer() throws InterruptedException {
        CommitBench bench = new CommitBench(1);
        bench.entries(3);
        CountDownLatch reached = new CountDownLatch(1);
        bench.tau.faults = new FakeTau.Faults() {
            @Override
            public void before(String call) {
                reached.countDown();
                try {
                    new CountDownLatch(1).await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }

            @Override
            public void after(String call) {}
        };
        CommitThread thread = CommitThread.start(bench.committer);
        assertThat(reached.await(30, TimeUnit.SECONDS)).isTrue();
        thread.commitNow();
        assertThat(thread.status().state()).isEqualTo(CommitState.IDLE);
        thread.close();
        assertThat(thread.isRunning()).isFalse();
    }
}
