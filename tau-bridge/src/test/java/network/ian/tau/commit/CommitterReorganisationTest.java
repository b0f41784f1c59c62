package network.ian.tau.commit;

import static org.assertj.core.api.Assertions.assertThat;

import network.ian.core.crypto.Hash;
import network.ian.tau.transaction.AnchorText;
import network.ian.tau.transaction.AnchorText.LogCommit;
import network.ian.tau.transaction.TauTransaction;
import org.junit.jupiter.api.Test;

class CommitterReorganisationTest {

    private final CommitBench bench = new CommitBench(1);

    private void anchor(int sequence) {
        bench.entries(3);
        bench.run(302);
        assertThat(bench.tau.mempool).containsKey((long) sequence);
        bench.block();
        bench.step();
    }

    @Test
    void whatIsQueuedAgainIsWaitedFor() {
        anchor(0);
        bench.tau.reorganise(1, false);
        bench.read();
        bench.entries(5);
        assertThat(bench.run(400).state()).isEqualTo(CommitState.IN_FLIGHT);
        assertThat(bench.tau.count("send")).isEqualTo(1);
        bench.block();
        bench.step();
        assertThat(bench.counts.committed).as("counted once").isEqualTo(1);
        assertThat(bench.tau.mempool).as("the next may go").containsKey(1L);
    }

    @Test
    void whatNobodyHasAnyMoreIsSentAgainInOrderByteForByte() {
        anchor(0);
        anchor(1);
        TauTransaction first = bench.tau.chain.get(0);
        TauTransaction second = bench.tau.chain.get(1);
        bench.tau.reorganise(2, true);
        bench.read();
        bench.run(10);
        assertThat(bench.tau.mempool.get(0L)).isEqualTo(first);
        assertThat(bench.tau.mempool).doesNotContainKey(1L);
        bench.block();
        bench.run(10);
        assertThat(bench.tau.mempool.get(1L)).isEqualTo(second);
        bench.block();
        bench.run(10);
        assertThat(bench.tau.chain).containsExactly(first, second);
        assertThat(bench.counts.committed).isEqualTo(2);
    }

    @Test
    void anEvictedOneIsSentAgain() {
        bench.entries(3);
        bench.step();
        TauTransaction sent = bench.tau.mempool.get(0L);
        bench.tau.evict();
        bench.run(10);
        assertThat(bench.tau.mempool.get(0L)).isEqualTo(sent);
    }

    @Test
    void aTwinWithTheSameContentIsOurAnchor() {
        bench.entries(3);
        bench.step();
        bench.tau.malleate();
        assertThat(bench.run(10).state()).isEqualTo(CommitState.READING_BACK);
        assertThat(bench.tau.count("send")).isEqualTo(1);
        bench.block();
        assertThat(bench.step().state()).isEqualTo(CommitState.IDLE);
        assertThat(bench.counts.committed).isEqualTo(1);
        assertThat(bench.counts.failed).isZero();
    }

    @Test
    void foreignContentIsAnAlertAndIsPlannedAnewOnceItHasSettled() {
        bench.entries(3);
        bench.step();
        bench.tau.mempool.clear();
        bench.tau.chain.add(bench.foreign(0));
        bench.read();
        assertThat(bench.run(400).state()).isEqualTo(CommitState.KEY_USED_ELSEWHERE);
        assertThat(bench.counts.failed).isEqualTo(1);
        assertThat(bench.tau.mempool).isEmpty();
        bench.chain.settleAll();
        bench.read();
        bench.run(310);
        assertThat(AnchorText.in(bench.tau.mempool.get(1L).operations()))
                .hasSize(2)
                .element(1)
                .isInstanceOfSatisfying(
                        LogCommit.class, commit -> assertThat(commit.size()).isEqualTo(3));
        bench.block();
        bench.step();
        assertThat(bench.counts.committed).isEqualTo(1);
    }

    @Test
    void anotherCommittersAnchorsAreContinued() {
        anchor(0);
        Hash root = FakeFinalities.root(bench.topic(), 5);
        bench.tau.chain.add(bench.foreign(1, new LogCommit(bench.topic(), 5, root, root)));
        bench.read();
        bench.entries(3);
        bench.run(302);
        assertThat(bench.finalities.asked.get(bench.finalities.asked.size() - 1))
                .extracting(anchor -> anchor.size())
                .containsExactly(3, 5);
        assertThat(bench.tau.mempool).containsKey(2L);
    }

    @Test
    void aFallenSequenceNumberOfTheNodeIsNeverUsed() {
        anchor(0);
        bench.tau.chain.clear();
        bench.entries(3);
        assertThat(bench.run(400).state()).isEqualTo(CommitState.WAITING_FOR_CHAIN);
        assertThat(bench.tau.mempool).isEmpty();
        bench.read();
        bench.run(10);
        assertThat(bench.tau.mempool).containsKey(0L);
    }

    @Test
    void aGapThatOthersLeaveIsClosedAfterAWhileAndNothingIsAnchoredTwice() {
        bench.tau.chain.add(bench.foreign(0));
        bench.read();
        anchor(1);
        TauTransaction ours = bench.tau.chain.get(1);
        bench.tau.reorganise(2, true);
        bench.read();
        assertThat(bench.run(590).state()).isEqualTo(CommitState.WAITING_FOR_CHAIN);
        assertThat(bench.tau.mempool).isEmpty();
        bench.run(60);
        assertThat(AnchorText.in(bench.tau.mempool.get(0L).operations()))
                .containsExactly(new AnchorText.GoalRegister("GOAL_0", bench.topic()));
        bench.block();
        bench.run(40);
        assertThat(bench.tau.mempool.get(1L)).isEqualTo(ours);
        bench.block();
        assertThat(bench.step().state()).isEqualTo(CommitState.IDLE);
    }
}
