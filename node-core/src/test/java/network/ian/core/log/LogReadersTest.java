package network.ian.core.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import network.ian.core.crypto.Hash;
import network.ian.core.merkle.ProofVerifier;
import org.junit.jupiter.api.Test;

/** Readers check their views while the writer goes on. */
class LogReadersTest {

    private static final int READERS = 2;
    private static final int BATCHES = 400;

    private volatile LogView published;
    private volatile boolean done;

    @Test
    void viewsHoldWhileTheWriterGoesOn() throws Exception {
        Random random = new Random(21);
        GoalLog log = new LogLoader(Entries.SALT).finish(List.of(), 100);
        log.add(Entries.inOrder(random, 300));
        published = log.view();
        ExecutorService threads = Executors.newFixedThreadPool(READERS + 1);
        try {
            List<Future<Integer>> readers = new ArrayList<>();
            for (int i = 0; i < READERS; i++) {
                readers.add(threads.submit(reader(i)));
            }
            write(log, random, threads);
            done = true;
            for (Future<Integer> reader : readers) {
                assertThat(reader.get(30, TimeUnit.SECONDS)).isPositive();
            }
        } finally {
            done = true;
            threads.shutdownNow();
        }
    }

    private void write(GoalLog log, Random random, ExecutorService threads) throws Exception {
        Optional<Future<MergeTask.Merged>> merge = Optional.empty();
        for (int batch = 0; batch < BATCHES; batch++) {
            List<Entry> entries = new ArrayList<>();
            for (int i = 0; i < 30; i++) {
                long latest = 1_000_030 + 3L * batch;
                entries.add(Entries.at(random, random.nextInt(15) == 0 ? random.nextLong(latest) : latest - i));
            }
            log.add(entries);
            if (merge.isPresent() && merge.get().isDone()) {
                log.finishMerge(merge.get().get());
                merge = Optional.empty();
            } else if (merge.isEmpty()) {
                merge = log.startMerge().map(threads::submit);
            }
            published = log.view();
        }
        assertThat(log.size()).isGreaterThan(9_000);
    }

    private Callable<Integer> reader(int seed) {
        return () -> {
            Random random = new Random(seed);
            int checked = 0;
            LogView old = published;
            Hash oldRoot = old.root();
            while (!done || checked == 0) {
                LogView view = published;
                int position = random.nextInt(view.size());
                Hash id = view.idAt(position);
                assertThat(view.positionOf(id)).hasValue(position);
                assertThat(view.ordinalOf(id)).hasValue(view.ordinalAt(position));
                assertThat(view.inclusionProof(position, view.size()).leafHash())
                        .isEqualTo(ProofVerifier.leafHash(id.view()));
                assertThat(ProofVerifier.verify(view.inclusionProof(position, view.size())))
                        .isTrue();
                assertThat(ProofVerifier.verify(view.consistencyProof(position, view.size())))
                        .isTrue();
                assertThat(old.rootAt(old.size())).isEqualTo(oldRoot);
                if (random.nextInt(100) == 0) {
                    old = view;
                    oldRoot = view.root();
                }
                checked++;
            }
            return checked;
        };
    }
}
