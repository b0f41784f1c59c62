package network.ian.core.event;

import static org.assertj.core.api.Assertions.assertThat;

import network.ian.core.merkle.MerkleView;
import org.junit.jupiter.api.Test;

class GoalEventsTest {

    private final GoalEvents events = new GoalEvents();

    @Test
    void aSlowReaderLosesTheOldestAndKnowsHowMany() throws InterruptedException {
        try (Subscription slow = events.subscribe(2);
                Subscription fast = events.subscribe(10)) {
            for (int i = 0; i < 5; i++) {
                events.publish(reorg(i));
            }
            assertThat(slow.dropped()).isEqualTo(3);
            assertThat(slow.next(0)).contains(reorg(3));
            assertThat(slow.next(0)).contains(reorg(4));
            assertThat(slow.next(0)).isEmpty();
            assertThat(fast.dropped()).isZero();
            assertThat(fast.next(0)).contains(reorg(0));
        }
    }

    @Test
    void aClosedReaderGetsNothingMore() throws InterruptedException {
        Subscription closed = events.subscribe(2);
        closed.close();
        events.publish(reorg(1));
        assertThat(closed.next(0)).isEmpty();
    }

    private static GoalEvent reorg(int from) {
        return new GoalEvent.LogReorg("G", from, 10, MerkleView.EMPTY_ROOT);
    }
}
