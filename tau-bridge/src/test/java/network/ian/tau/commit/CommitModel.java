package network.ian.tau.commit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import network.ian.core.crypto.Hash;
import network.ian.tau.client.TauException;
import network.ian.tau.transaction.AnchorText;
import network.ian.tau.transaction.AnchorText.LogCommit;
import network.ian.tau.transaction.TauTransaction;

/**
 * One seed of a bad life: a chain that forks, a node that cuts, forgets and refuses, twins, a clock that jumps, processes that die at
 * every input and output. Afterwards all is well for a while, and what stands on the chain is looked at.
 */
final class CommitModel {

    /** Reorganisations reach less deep than what settles. */
    private static final int DEEPEST = 2;

    /** The process ends here. */
    private static final class Death extends Error {

        private static final long serialVersionUID = 1L;
    }

    private final Random random;
    private final CommitBench bench;
    private final boolean foreigners;
    private final Map<Long, List<AnchorText>> signed = new HashMap<>();
    private final Set<Long> foreign = new HashSet<>();
    private boolean calm;
    private int untilDeath;
    private int floor;
    int deaths;
    int faults;
    int reorganisations;

    CommitModel(long seed, boolean foreigners) {
        this.random = new Random(seed);
        this.foreigners = foreigners;
        this.bench = new CommitBench(1 + random.nextInt(2));
        bench.random = random;
        bench.settings = new CommitSettings(true, Duration.ofSeconds(10), 20, Duration.ofHours(1), 100, 1_000);
        bench.tau.faults = new FakeTau.Faults() {
            @Override
            public void before(String call) throws IOException, TauException {
                io();
                if (!calm) {
                    fault();
                }
            }

            @Override
            public void after(String call) throws IOException {
                io();
                if (!calm && random.nextInt(8) == 0) {
                    faults++;
                    throw new IOException("the answer is lost");
                }
            }
        };
        bench.store.beforeWrite = this::io;
        bench.store.afterWrite = this::io;
        untilDeath = 1 + random.nextInt(12);
        start();
    }

    int run(int events) {
        for (int i = 0; i < events; i++) {
            happen();
            step();
        }
        return settle();
    }

    private void start() {
        bench.start();
    }

    private void step() {
        try {
            bench.step();
        } catch (Death e) {
            deaths++;
            untilDeath = 1 + random.nextInt(60);
            start();
        }
        check();
        bench.clock.advance(Duration.ofMillis(500L + random.nextInt(4_000)));
    }

    /** Counts an input or output; the process may die of it. */
    private void io() {
        if (!calm && --untilDeath == 0) {
            throw new Death();
        }
    }

    private void fault() throws IOException, TauException {
        int kind = random.nextInt(40);
        if (kind < 9) {
            faults++;
        }
        switch (kind) {
            case 0, 1, 2 -> throw new IOException("connection reset");
            case 3 -> throw new TauException("RATE_LIMITED", "");
            case 4 -> throw new TauException("TIMEOUT", "");
            case 5 -> throw new TauException("ADMISSION_BUSY", "");
            case 6 -> throw new TauException("INSUFFICIENT_FUNDS", "");
            case 7 -> throw new TauException("INTERNAL_ERROR", "");
            case 8 -> throw new TauException("INVALID_SEQUENCE", "");
            default -> {}
        }
    }

    private void happen() {
        event();
        floor = Math.max(floor, bench.tau.chain.size() - DEEPEST);
    }

    private void event() {
        int event = random.nextInt(100);
        if (event < 20) {
            bench.goals.forEach(goal -> bench.finalities.add(
                    goal.topic(), random.nextInt(4), bench.clock.wall().millis() - random.nextInt(300_000)));
        } else if (event < 34) {
            bench.tau.block();
        } else if (event < 55) {
            bench.read();
        } else if (event < 60) {
            reorganise();
        } else if (event < 64) {
            bench.tau.evict();
        } else if (event < 68) {
            bench.tau.malleate();
        } else if (event < 70) {
            bench.clock.advance(Duration.ofMinutes(random.nextInt(90)));
        } else if (event < 71) {
            bench.tau.fee = 10L + random.nextInt(600);
        } else if (event < 72 && foreigners) {
            foreigner();
        } else if (event < 74) {
            bench.committer.commitNow();
        } else if (event < 75) {
            bench.clock.advance(Duration.ofHours(random.nextInt(40)));
        }
    }

    /** Never takes off what the watcher may know to be settled. */
    private void reorganise() {
        int deepest = bench.tau.chain.size() - floor;
        if (deepest <= 0) {
            return;
        }
        reorganisations++;
        bench.tau.reorganise(1 + random.nextInt(deepest), random.nextBoolean());
        if (random.nextBoolean()) {
            bench.tau.block();
        }
        // A rival chain wins by being longer.
        bench.read();
    }

    /** Somebody else uses the key, while nothing of ours is pending. */
    private void foreigner() {
        long sequence = bench.tau.chain.size();
        bench.tau.evict();
        bench.tau.mempool.put(sequence, bench.foreign(sequence));
        foreign.add(sequence);
        bench.tau.block();
    }

    /** Whatever was ever handed out under a sequence number says the same; after a foreigner, it may not. */
    private void check() {
        for (TauTransaction transaction : bench.tau.seen) {
            List<AnchorText> anchors = AnchorText.in(transaction.operations());
            List<AnchorText> before = signed.putIfAbsent(transaction.sequence(), anchors);
            if (before != null && foreign.isEmpty()) {
                assertThat(anchors).as("sequence %s", transaction.sequence()).isEqualTo(before);
            }
        }
        bench.tau.seen.clear();
    }

    /** Good weather until everything is anchored; returns how many transactions there are. */
    private int settle() {
        calm = true;
        bench.tau.fee = 10;
        bench.goals.forEach(
                goal -> bench.finalities.add(goal.topic(), 1, bench.clock.wall().millis()));
        for (int i = 0; i < 400 && !isDone(); i++) {
            if (i == 40) {
                // Old blocks settle without further ones.
                bench.chain.settleAll();
            }
            if (i % 5 == 0) {
                bench.tau.block();
                bench.read();
            }
            step();
            bench.clock.advance(Duration.ofSeconds(30));
        }
        assertThat(isDone()).as("%s", bench.committer.status()).isTrue();
        bench.goals.forEach(goal -> verify(goal.topic()));
        return bench.tau.chain.size();
    }

    private boolean isDone() {
        return bench.tau.mempool.isEmpty()
                && bench.goals.stream().allMatch(goal -> anchored(goal.topic()) == bench.finalities.size(goal.topic()));
    }

    private int anchored(Hash topic) {
        return commits(topic).stream().mapToInt(LogCommit::size).max().orElse(0);
    }

    private void verify(Hash topic) {
        List<Integer> sizes = commits(topic).stream().map(LogCommit::size).toList();
        assertThat(sizes).as("no root twice").doesNotHaveDuplicates();
        assertThat(sizes).as("in order").isSorted();
        for (LogCommit commit : commits(topic)) {
            assertThat(commit.logRoot()).isEqualTo(FakeFinalities.root(topic, commit.size()));
        }
        for (int i = 0; i < bench.tau.chain.size(); i++) {
            assertThat(bench.tau.chain.get(i).sequence()).isEqualTo(i);
        }
    }

    private List<LogCommit> commits(Hash topic) {
        List<LogCommit> commits = new ArrayList<>();
        for (TauTransaction transaction : bench.tau.chain) {
            for (AnchorText anchor : AnchorText.in(transaction.operations())) {
                if (anchor instanceof LogCommit commit && commit.topic().equals(topic)) {
                    commits.add(commit);
                }
            }
        }
        return commits;
    }
}
