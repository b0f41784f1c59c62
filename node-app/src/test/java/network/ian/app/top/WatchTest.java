package network.ian.app.top;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;

class WatchTest {

    private final ObjectNode look = Looks.busy();
    private final long seen = look.path("time_ms").asLong();
    private final Watch watch = new Watch(Looks.answers(look));

    @Test
    void aNodeThatFailsOrIsLateIsSaidToBe() {
        assertThat(watch.picture(seen + 7000, 7000).outage()).isEmpty();
        assertThat(watch.picture(seen + 7001, 7000).outage().orElseThrow().why())
                .contains("takes long");
        watch.failed("no connection");
        assertThat(watch.picture(seen + 3000, 7000).outage()).contains(new Picture.Outage(3000, "no connection"));
        watch.looked(Looks.answers(look));
        assertThat(watch.picture(seen, 7000).outage()).isEmpty();
    }

    @Test
    void aPausedPictureStaysAndGoesOn() {
        watch.pause();
        look.put("time_ms", seen + 5000);
        watch.looked(Looks.answers(look));
        watch.happened(Looks.event("contribution_added", "x"));
        Picture held = watch.picture(seen + 5000, 7000);
        assertThat(held.paused()).isTrue();
        assertThat(held.snapshot().timeMs()).isEqualTo(seen);
        assertThat(held.events()).isEmpty();
        watch.pause();
        Picture going = watch.picture(seen + 5000, 7000);
        assertThat(going.paused()).isFalse();
        assertThat(going.snapshot().timeMs()).isEqualTo(seen + 5000);
        assertThat(going.events()).hasSize(1);
    }

    @Test
    void eventsAreKeptNewestFirstAndNotForEver() {
        for (int i = 0; i < 1000; i++) {
            watch.happened(Looks.event("contribution_added", "#" + i));
        }
        Picture picture = watch.picture(seen, 7000);
        assertThat(picture.events()).hasSize(200).startsWith(Looks.event("contribution_added", "#999"));
    }

    @Test
    void goalsAreSwitchedInACircle() {
        assertThat(watch.goalAfter(1)).contains("SECOND_GOAL");
        assertThat(watch.goalAfter(-1)).contains("SECOND_GOAL");
        assertThat(watch.goalAfter(2)).contains("DEMO_TRADING_AGENT");
        assertThat(watch.goalAt(1)).contains("SECOND_GOAL");
        assertThat(watch.goalAt(2)).isEmpty();
    }
}
