package network.ian.core.finality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import network.ian.core.crypto.Hash;
import network.ian.core.crypto.Sha256;
import network.ian.core.finality.AnchorStanding.State;
import network.ian.core.journal.StoredEntry;
import network.ian.core.runtime.MonotonicClock;
import network.ian.core.view.Finality;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FoldedFinalitiesTest {

    private static final Hash TOPIC = FakeGoal.SPEC.topic();
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir
    private Path directory;

    private final FakeGoal goal = new FakeGoal();
    private final List<StoredEntry> entries = FoldEntries.inOrder(new Random(3), 1_000, 20);
    private final FakeSeeker seeker = new FakeSeeker();
    private FoldedFinalities finalities;

    @BeforeEach
    void open() throws IOException {
        SegmentStore store = SegmentStore.open(directory, "G1", TOPIC);
        FoldStart start = new FoldStart(goal, store, List.of(), List.of(), Optional.empty());
        finalities = new FoldedFinalities(List.of(start), MonotonicClock.system());
    }

    @AfterEach
    void close() {
        finalities.close();
    }

    @Test
    void entriesThatArriveLaterFreezeWhatWaited() {
        goal.addAll(entries.subList(0, 5));
        settle(FoldEntries.anchor(1, entries.subList(0, 10)));
        awaitStates(State.PENDING);
        assertThat(finalities.finality(TOPIC).pending()).isEqualTo(1);
        goal.addAll(entries);
        finalities.logsChanged();
        awaitStates(State.FROZEN);
        assertThat(finalities.finality(TOPIC))
                .isEqualTo(new Finality(Finality.Source.PEERS, 10, FoldEntries.root(entries.subList(0, 10)), 0));
        assertThat(finalities.disagreements(TOPIC)).isZero();
    }

    @Test
    void aFoldThatEndsWithAnErrorIsTriedAgain() throws InterruptedException {
        CountDownLatch failed = new CountDownLatch(1);
        goal.addAll(entries);
        goal.beforeReading = () -> {
            failed.countDown();
            throw new StackOverflowError("once");
        };
        settle(FoldEntries.anchor(1, entries.subList(0, 10)));
        assertThat(failed.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        goal.beforeReading = () -> {};
        awaitStates(State.FROZEN);
    }

    @Test
    void aSeekerThatComesLaterIsAskedAndItsListsAreJudged() {
        List<StoredEntry> anchored = new ArrayList<>(entries.subList(0, 10));
        anchored.remove(4);
        goal.addAll(entries);
        settle(FoldEntries.anchor(1, anchored));
        awaitStates(State.PENDING);
        finalities.seekThrough(seeker);
        // Behind it on the same thread.
        join(finalities.propose(TOPIC, List.of(), 0));
        PrefixWanted wanted = seeker.wanted.orElseThrow();
        assertThat(join(finalities.offer(TOPIC, wanted, FoldEntries.ids(entries.subList(0, 9)))))
                .isFalse();
        assertThat(join(finalities.offer(TOPIC, wanted, FoldEntries.ids(anchored))))
                .isTrue();
        awaitStates(State.FROZEN);
        assertThat(join(finalities.offer(TOPIC, wanted, List.of()))).isTrue();
    }

    @Test
    void aGoalThatIsNotServedHasNothing() {
        Hash other = Sha256.of();
        finalities.settled(other, Finality.Source.TAU, List.of(), 1);
        finalities.refused(other, TOPIC);
        assertThat(finalities.finality(other)).isEqualTo(Finality.NONE);
        assertThat(finalities.standings(other)).isEmpty();
        assertThat(join(finalities.propose(other, List.of(), Long.MAX_VALUE))).isEmpty();
        assertThat(join(finalities.offer(other, new PrefixWanted(0, 1, TOPIC), List.of())))
                .isTrue();
    }

    @Test
    void closingLeavesNobodyWaiting() throws InterruptedException {
        CountDownLatch busy = new CountDownLatch(1);
        goal.addAll(entries);
        assertThat(join(finalities.propose(TOPIC, List.of(), 1_010))
                        .orElseThrow()
                        .size())
                .isEqualTo(10);
        Thread closer = new Thread(() -> {
            busy.countDown();
            finalities.close();
        });
        List<CompletableFuture<Optional<Proposal>>> answers = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            answers.add(finalities.propose(TOPIC, List.of(), 1_010));
            if (i == 100) {
                closer.start();
                busy.await();
            }
        }
        closer.join();
        for (CompletableFuture<Optional<Proposal>> answer : answers) {
            Throwable failure = answer.orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS)
                    .handle((made, thrown) -> thrown)
                    .join();
            assertThat(failure instanceof TimeoutException).isFalse();
        }
    }

    private void settle(SettledAnchor anchor) {
        finalities.settled(TOPIC, Finality.Source.PEERS, List.of(anchor), 0);
    }

    private void awaitStates(State... states) {
        await().atMost(PATIENCE)
                .until(() -> finalities.standings(TOPIC).stream()
                        .map(AnchorStanding::state)
                        .toList()
                        .equals(List.of(states)));
    }

    private static <T> T join(CompletableFuture<T> answer) {
        return answer.orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
    }
}
