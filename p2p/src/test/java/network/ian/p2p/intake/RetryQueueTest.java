package network.ian.p2p.intake;

import static org.assertj.core.api.Assertions.assertThat;

import network.ian.core.ingest.Entrance;
import network.ian.core.verdict.Reason;
import network.ian.core.verdict.Verdict;
import network.ian.p2p.intake.IntakeBench.Told;
import org.junit.jupiter.api.Test;

/** What cannot be decided yet is tried again, not for ever, and in bounded number. */
class RetryQueueTest {

    private static final Verdict UNDECIDED = new Verdict.Undecided(Reason.OVERLOADED, "test");

    private final IntakeBench bench = new IntakeBench();

    @Test
    void historyAheadOfTheClockWaitsUntilItIsNot() {
        bench.offer(1, Entrance.HISTORY);
        for (int seconds = 0; seconds < 60; seconds++) {
            while (!bench.judging.isEmpty()) {
                bench.decide(new Verdict.Ignore(Reason.STALE, "test"));
            }
            bench.pass(1);
        }
        assertThat(bench.told).isEmpty();
        assertThat(bench.offer(1, Entrance.HISTORY)).isEqualTo(Offer.IN_PROGRESS);
        while (bench.judging.isEmpty()) {
            bench.pass(1);
        }
        bench.decide(IntakeBench.ACCEPT);
        assertThat(bench.told).containsExactly(new Told(IntakeBench.entry(1).id(), Result.ADMITTED));
    }

    @Test
    void whatStaysUndecidedIsGivenUpInTheEnd() {
        bench.offer(1, Entrance.HISTORY);
        int tries = 0;
        for (int seconds = 0; seconds < 300; seconds++) {
            while (!bench.judging.isEmpty()) {
                bench.decide(UNDECIDED);
                tries++;
            }
            bench.pass(1);
        }
        assertThat(tries).isEqualTo(RetryQueue.TRIES);
        assertThat(bench.told).containsExactly(new Told(IntakeBench.entry(1).id(), Result.NOT_NOW));
        assertThat(bench.timers).isEmpty();
        assertThat(bench.faults).isEmpty();
    }

    @Test
    void theRetryQueueDropsItsOldest() {
        for (int number = 0; number < 300; number++) {
            bench.offer(number, Entrance.HISTORY);
            bench.decide(UNDECIDED);
        }
        assertThat(bench.intake.waitingForRetry()).isEqualTo(RetryQueue.ENTRIES);
        assertThat(bench.told).hasSize(300 - RetryQueue.ENTRIES);
        assertThat(bench.told.get(0)).isEqualTo(new Told(IntakeBench.entry(0).id(), Result.NOT_NOW));
        assertThat(bench.intake.room()).isZero();
    }

    @Test
    void entriesAheadOfTheClockNeitherStopTheFetchingNorPushOutWhatIsUndecided() {
        int room = bench.intake.room();
        bench.offer(0, Entrance.HISTORY);
        bench.decide(UNDECIDED);
        for (int number = 1; number < 400; number++) {
            bench.offer(number, Entrance.HISTORY);
            bench.decide(new Verdict.Ignore(Reason.STALE, "test"));
        }
        assertThat(bench.intake.room()).isEqualTo(room);
        assertThat(bench.offer(0, Entrance.HISTORY)).isEqualTo(Offer.IN_PROGRESS);
        assertThat(bench.intake.waitingForRetry()).isEqualTo(1 + RetryQueue.ENTRIES);
    }
}
