package network.ian.core.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class MergeScheduleTest {

    private long now = Long.MAX_VALUE - 5;
    private final MergeSchedule schedule = new MergeSchedule(() -> now);

    @Test
    void pausesTenTimesAsLongAsTheLastMergeTook() {
        assertThat(schedule.mayStart()).isTrue();
        schedule.started();
        assertThat(schedule.mayStart()).isFalse();
        assertThatThrownBy(schedule::started).isInstanceOf(IllegalStateException.class);
        now += 7;
        schedule.ended();
        now += 69;
        assertThat(schedule.mayStart()).isFalse();
        assertThatThrownBy(schedule::started).isInstanceOf(IllegalStateException.class);
        now += 1;
        assertThat(schedule.mayStart()).isTrue();
        schedule.started();
        now += 1;
        schedule.ended();
        now += 10;
        assertThat(schedule.mayStart()).isTrue();
    }

    @Test
    void whatDoesNotRunCannotEnd() {
        assertThatThrownBy(schedule::ended).isInstanceOf(IllegalStateException.class);
    }
}
