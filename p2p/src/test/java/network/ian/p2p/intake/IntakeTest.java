package network.ian.p2p.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import network.ian.core.ingest.Entrance;
import network.ian.core.verdict.Reason;
import network.ian.core.verdict.Verdict;
import network.ian.p2p.intake.IntakeBench.Told;
import org.junit.jupiter.api.Test;

/**
 * An id is judged once at a time, and the verdict decides whether it is held, remembered as refused, or somebody's
 * fault.
 */
class IntakeTest {

    private final IntakeBench bench = new IntakeBench();

    @Test
    void anIdIsJudgedOnceAtATime() {
        assertThat(bench.offer(1, Entrance.DOOR)).isEqualTo(Offer.TAKEN);
        assertThat(bench.offer(1, Entrance.DOOR)).isEqualTo(Offer.IN_PROGRESS);
        assertThat(bench.intake.settled(bench.goal, IntakeBench.entry(1).id())).isTrue();
        bench.admitted.add(IntakeBench.entry(1).id());
        bench.decide(IntakeBench.ACCEPT);
        assertThat(bench.told).containsExactly(new Told(IntakeBench.entry(1).id(), Result.ADMITTED));
        assertThat(bench.offer(1, Entrance.DOOR)).isEqualTo(Offer.KNOWN);
        assertThat(bench.intake.judging()).isZero();
        assertThat(bench.intake.judgingBytes()).isZero();
    }

    @Test
    void whatEvaluationRefusesIsRememberedAndNobodysFault() {
        int number = 0;
        for (Reason reason : List.of(Reason.BELOW_THRESHOLD, Reason.EVALUATION_ERROR, Reason.EVALUATION_TIMEOUT)) {
            number++;
            bench.offer(number, Entrance.HISTORY);
            bench.decide(new Verdict.Reject(reason, "test"));
            assertThat(bench.offer(number, Entrance.HISTORY)).isEqualTo(Offer.REFUSED_BEFORE);
            assertThat(bench.intake.settled(
                            bench.goal, IntakeBench.entry(number).id()))
                    .isTrue();
        }
        assertThat(bench.told).allMatch(one -> one.result() == Result.REFUSED);
        assertThat(bench.faults).isEmpty();
        assertThat(bench.intake.refusedIds()).isEqualTo(3);
    }

    @Test
    void forgeriesAreTheSuppliersFaultAndDoNotCondemnTheId() {
        bench.offer(1, Entrance.HISTORY);
        bench.decide(new Verdict.Reject(Reason.INVALID_SIGNATURE, "test"));
        for (Reason reason : List.of(Reason.INVALID_STRUCTURE, Reason.INVARIANT_VIOLATION, Reason.PROOF_FAILURE)) {
            assertThat(bench.offer(1, Entrance.HISTORY)).isEqualTo(Offer.TAKEN);
            bench.decide(new Verdict.Reject(reason, "test"));
        }
        assertThat(bench.told).hasSize(4).allMatch(one -> one.result() == Result.FORGED);
        assertThat(bench.faults)
                .containsExactly(
                        "bad_signature", "invalid_contribution", "invalid_contribution", "invalid_contribution");
        assertThat(bench.intake.settled(bench.goal, IntakeBench.entry(1).id())).isFalse();
    }

    @Test
    void aDuplicateCountsAsAdmittedOnlyIfTheSetHoldsIt() {
        bench.offer(1, Entrance.DOOR);
        bench.decide(new Verdict.Ignore(Reason.DUPLICATE, "test"));
        bench.offer(2, Entrance.DOOR);
        bench.admitted.add(IntakeBench.entry(2).id());
        bench.decide(new Verdict.Ignore(Reason.DUPLICATE, "test"));
        assertThat(bench.told)
                .containsExactly(
                        new Told(IntakeBench.entry(1).id(), Result.NOT_NOW),
                        new Told(IntakeBench.entry(2).id(), Result.ADMITTED));
    }

    @Test
    void whatIsTooOldForTheDoorIsNotRetriedButMayComeAsHistory() {
        bench.offer(1, Entrance.DOOR);
        bench.decide(new Verdict.Ignore(Reason.STALE, "test"));
        assertThat(bench.told).containsExactly(new Told(IntakeBench.entry(1).id(), Result.NOT_NOW));
        assertThat(bench.intake.waitingForRetry()).isZero();
        assertThat(bench.offer(1, Entrance.HISTORY)).isEqualTo(Offer.TAKEN);
    }

    @Test
    void refusedIdsAreForgottenOldestFirst() {
        RefusedIds refused = new RefusedIds();
        for (int number = 0; number <= RefusedIds.CAPACITY; number++) {
            refused.add(
                    new EntryKey(bench.goal.topic(), IntakeBench.entry(number).id()));
        }
        assertThat(refused.size()).isEqualTo(RefusedIds.CAPACITY);
        assertThat(refused.contains(
                        new EntryKey(bench.goal.topic(), IntakeBench.entry(0).id())))
                .isFalse();
        assertThat(refused.contains(
                        new EntryKey(bench.goal.topic(), IntakeBench.entry(1).id())))
                .isTrue();
    }
}
