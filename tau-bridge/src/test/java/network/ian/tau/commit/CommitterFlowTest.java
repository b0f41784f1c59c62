package network.ian.tau.commit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import network.ian.core.crypto.Hash;
import network.ian.core.crypto.Sha256;
import network.ian.core.finality.SettledAnchor;
import network.ian.tau.transaction.AnchorText;
import network.ian.tau.transaction.AnchorText.GoalRegister;
import network.ian.tau.transaction.AnchorText.LogCommit;
import network.ian.tau.transaction.TauTransaction;
import org.junit.jupiter.api.Test;

class CommitterFlowTest {

    private final CommitBench bench = new CommitBench(1);

    @Test
    void anAnchorIsOnTheDiskBeforeItIsSentAndConfirmedOnlyByTheVerifiedChain() {
        bench.entries(7);
        bench.tau.faults = new FakeTau.Faults() {
            @Override
            public void before(String call) {
                if (call.equals("send") || call.equals("check")) {
                    assertThat(bench.content().entries()).hasSize(1);
                }
            }

            @Override
            public void after(String call) {}
        };
        CommitStatus sent = bench.step();
        assertThat(sent.state()).isEqualTo(CommitState.IN_FLIGHT);
        assertThat(sent.inFlight()).get().satisfies(flight -> {
            assertThat(flight.sequence()).isZero();
            assertThat(flight.hash()).isEqualTo(bench.tau.mempool.get(0L).hash());
            assertThat(flight.attempts()).isEqualTo(1);
        });
        TauTransaction transaction = bench.tau.mempool.get(0L);
        assertThat(transaction.isSignedBy(CommitBench.KEY.publicKey())).isTrue();
        assertThat(transaction.expirationSeconds()).isEqualTo(bench.clock.wall().millis() / 1000 + 86_400);
        assertThat(AnchorText.in(transaction.operations()))
                .containsExactly(
                        new GoalRegister("GOAL_0", bench.topic()),
                        new LogCommit(
                                bench.topic(),
                                7,
                                FakeFinalities.root(bench.topic(), 7),
                                FakeFinalities.root(bench.topic(), -7)));

        bench.tau.block();
        assertThat(bench.run(6).state()).isEqualTo(CommitState.READING_BACK);
        assertThat(bench.counts.committed).isZero();
        assertThat(bench.chain.refreshed).isPositive();
        bench.read();
        assertThat(bench.step().state()).isEqualTo(CommitState.IDLE);
        assertThat(bench.counts.committed).isEqualTo(1);
        assertThat(bench.committer.status().goals()).singleElement().satisfies(anchor -> {
            assertThat(anchor.size()).isEqualTo(7);
            assertThat(anchor.standing()).isEqualTo("confirmed");
        });
        assertThat(bench.committer.status().balance()).hasValue(1_000_000);
    }

    @Test
    void theNextRoundComesWithTheIntervalAndContinuesWhatIsOnItsWay() {
        bench.entries(7);
        bench.step();
        bench.block();
        bench.entries(5);
        bench.run(290);
        assertThat(bench.tau.mempool).isEmpty();
        bench.run(20);
        assertThat(AnchorText.in(bench.tau.mempool.get(1L).operations()))
                .singleElement()
                .isInstanceOfSatisfying(
                        LogCommit.class, commit -> assertThat(commit.size()).isEqualTo(12));
        List<SettledAnchor> told = bench.finalities.asked.get(bench.finalities.asked.size() - 1);
        assertThat(told).extracting(SettledAnchor::size).containsExactly(7);
    }

    @Test
    void aGoalThatIsAddedIsAnchoredOnceItsChainWasRead() {
        bench.entries(7);
        bench.step();
        bench.block();
        CommitGoal late = new CommitGoal(
                "LATE", Sha256.of(new byte[] {2}), bench.goals.get(0).anchor());
        bench.chain.unread.add(late.topic());
        bench.committer.add(late);
        bench.finalities.add(late.topic(), 5, bench.clock.wall().millis() - 1_000_000);
        bench.run(310);
        assertThat(bench.tau.mempool).isEmpty();
        bench.chain.unread.clear();
        bench.run(310);
        assertThat(AnchorText.in(bench.tau.mempool.get(1L).operations()))
                .containsExactly(
                        new GoalRegister("LATE", late.topic()),
                        new LogCommit(
                                late.topic(),
                                5,
                                FakeFinalities.root(late.topic(), 5),
                                FakeFinalities.root(late.topic(), -5)));
        bench.block();
        assertThat(bench.step().goals())
                .extracting(CommitStatus.LastAnchor::goalId)
                .containsExactly("GOAL_0", "LATE");
    }

    @Test
    void manyNewEntriesCallForARoundOfTheirOwn() {
        bench.entries(7);
        bench.step();
        bench.block();
        bench.run(40);
        bench.entries(99);
        bench.run(10);
        assertThat(bench.tau.mempool).isEmpty();
        bench.entries(1);
        bench.run(4);
        assertThat(bench.tau.mempool).containsKey(1L);
    }

    @Test
    void aRoundThatIsAskedForComesAtOnceAndYoungEntriesStillWait() {
        bench.entries(7);
        bench.step();
        bench.block();
        bench.step();
        bench.finalities.add(bench.topic(), 4, bench.clock.wall().millis());
        bench.committer.commitNow();
        assertThat(bench.step().state()).isEqualTo(CommitState.IDLE);
        assertThat(bench.tau.mempool).isEmpty();
        bench.run(152);
        bench.committer.commitNow();
        bench.step();
        assertThat(bench.tau.mempool).containsKey(1L);
    }

    @Test
    void withoutNewEntriesTheNodeIsNotEvenAsked() {
        bench.run(1_000);
        assertThat(bench.tau.calls).isEmpty();
        bench.entries(1);
        bench.run(310);
        bench.block();
        int calls = bench.tau.calls.size();
        bench.run(1_000);
        assertThat(bench.tau.calls).hasSize(calls);
    }

    @Test
    void oneTransactionIsInFlightAndIsPolledEveryFiveSecondsThenEveryThirty() {
        bench.entries(7);
        bench.step();
        bench.entries(500);
        bench.run(120);
        long early = bench.tau.count("status");
        assertThat(early).isBetween(18L, 24L);
        bench.run(600);
        assertThat(bench.tau.count("status") - early).isBetween(18L, 22L);
        assertThat(bench.tau.count("send")).isEqualTo(1);
    }

    @Test
    void severalGoalsShareATransactionAndThoseThatDoNotFitFollowAtOnce() {
        CommitBench many = new CommitBench(40);
        many.entries(3);
        for (int i = 0; i < 3; i++) {
            many.run(2);
            many.block();
        }
        many.run(10);
        assertThat(many.tau.chain).hasSize(3);
        assertThat(many.tau.chain).allSatisfy(transaction -> {
            assertThat(transaction.canonical().size()).isLessThanOrEqualTo(TauTransaction.MAX_BYTES);
            assertThat(AnchorText.in(transaction.operations())).hasSizeLessThanOrEqualTo(35);
        });
        List<Hash> topics = many.tau.chain.stream()
                .flatMap(transaction -> AnchorText.in(transaction.operations()).stream())
                .filter(LogCommit.class::isInstance)
                .map(anchor -> ((LogCommit) anchor).topic())
                .toList();
        assertThat(topics).hasSize(40).doesNotHaveDuplicates();
        many.entries(3);
        many.run(302);
        many.block();
        assertThat(AnchorText.in(many.tau.chain.get(3).operations())).hasSize(35);
    }

    @Test
    void thirtyFiveAnchorsFitInEitherForm() {
        AnchorPlan plan = new AnchorPlan();
        Hash hash = Sha256.of(new byte[0]);
        for (int i = 0; i < 35; i++) {
            assertThat(plan.add(List.of(new LogCommit(hash, Integer.MAX_VALUE, hash, hash))))
                    .isTrue();
        }
        assertThat(plan.add(List.of(new LogCommit(hash, 1, hash, hash)))).isFalse();
        assertThat(plan.anchors()).hasSize(35);
    }

    @Test
    void aLostOutboxGoesOnFromTheChainOnceNothingIsPending() {
        bench.entries(7);
        bench.step();
        bench.block();
        bench.entries(5);
        bench.run(302);
        assertThat(bench.tau.mempool).hasSize(1);
        bench.store.bytes = Optional.empty();
        bench.start();
        bench.entries(5);
        assertThat(bench.run(60).state()).isEqualTo(CommitState.WAITING_FOR_CHAIN);
        assertThat(bench.run(700).state()).isEqualTo(CommitState.KEY_USED_ELSEWHERE);
        bench.block();
        bench.run(60);
        bench.block();
        bench.run(4);
        assertThat(bench.tau.chain).hasSize(3);
        assertThat(AnchorText.in(bench.tau.chain.get(2).operations()))
                .singleElement()
                .isInstanceOfSatisfying(
                        LogCommit.class, commit -> assertThat(commit.size()).isEqualTo(17));
    }

    @Test
    void whatSettledIsForgottenAfterADayAndItsSizeIsNot() {
        bench.entries(7);
        bench.step();
        bench.block();
        bench.chain.settleAll();
        bench.read();
        bench.step();
        assertThat(bench.committer.status().goals().get(0).standing()).isEqualTo("settled");
        bench.clock.advance(Duration.ofHours(23));
        bench.step();
        assertThat(bench.content().entries()).hasSize(1);
        bench.clock.advance(Duration.ofHours(2));
        bench.step();
        OutboxContent content = bench.content();
        assertThat(content.entries()).isEmpty();
        assertThat(content.lastSequence()).isZero();
        assertThat(content.anchoredSize(bench.topic())).isEqualTo(7);
        assertThat(bench.committer.status().goals().get(0).standing()).isEqualTo("settled");
        bench.entries(1);
        bench.start();
        bench.step();
        assertThat(AnchorText.in(bench.tau.mempool.get(1L).operations()))
                .singleElement()
                .isInstanceOf(LogCommit.class);
    }

    @Test
    void whatWasForgottenMustStandOnTheChainBeforeAnythingIsSigned() {
        whatSettledIsForgottenAfterADayAndItsSizeIsNot();
        bench.tau.chain.clear();
        bench.tau.mempool.clear();
        bench.store.bytes = Optional.of(OutboxCodec.encode(
                bench.content().lost(bench.content().entries().get(0))));
        bench.read();
        bench.start();
        bench.entries(1);
        assertThat(bench.run(60).state()).isEqualTo(CommitState.WAITING_FOR_CHAIN);
        assertThat(bench.tau.mempool).isEmpty();
    }
}
