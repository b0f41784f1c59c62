package network.ian.app.top;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;

class SnapshotReaderTest {

    @Test
    void readsWhatANodeAnswers() {
        Snapshot snapshot = Looks.snapshot(Looks.busy());
        assertThat(snapshot.goal().orElseThrow().id()).isEqualTo("DEMO_TRADING_AGENT");
        assertThat(snapshot.goals().get(1).status()).isEmpty();
        assertThat(snapshot.board().orElseThrow().entries()).hasSize(12);
        assertThat(snapshot.board().orElseThrow().entries().get(3).logIndex()).isEmpty();
        assertThat(snapshot.peers().orElseThrow().connected())
                .extracting(Snapshot.Peer::ahead)
                .containsExactly(OptionalLong.of(0), OptionalLong.of(-3), OptionalLong.empty(), OptionalLong.of(106));
        assertThat(snapshot.alerts().orElseThrow().alerts())
                .as("what fires comes first")
                .extracting(Snapshot.Alert::name)
                .containsExactly("IANSyncLag", "IANLowPeers");
        assertThat(snapshot.anchor().orElseThrow().size()).isEqualTo(1180);
    }

    @Test
    void activityIsPerMinuteAndByReason() {
        Snapshot.Activity activity = Looks.snapshot(Looks.busy()).activity().orElseThrow();
        assertThat(activity.bars()).hasSize(60).endsWith(12L);
        // 12 in the running minute, of which 32 s are over; before it (58: 406 % 13 = 3, 174 % 5 = 4) 7.
        assertThat(activity.perMinute()).isEqualTo(12 + 7 * (28.0 / 60), Assertions.within(1e-9));
        assertThat(activity.rejections())
                .containsExactly(
                        Map.entry("BELOW_THRESHOLD", 200L), Map.entry("DUPLICATE", 30L), Map.entry("STALE", 3L));
    }

    @Test
    void whatAnOlderNodeLacksIsLeftOut() {
        Snapshot snapshot = Looks.snapshot(Looks.empty());
        assertThat(snapshot.activity()).isEmpty();
        assertThat(snapshot.alerts()).isEmpty();
        assertThat(snapshot.anchor()).isEmpty();
        ObjectNode json = (ObjectNode) Looks.answers(Looks.empty()).json();
        assertThat(json.path("activity").isNull()).isTrue();
        assertThat(json.path("goal_id").asText()).isEqualTo("DEMO_TRADING_AGENT");
    }

    @Test
    void aNodeWithoutGoals() {
        ObjectNode look = Looks.empty();
        ((ObjectNode) look.path("node")).putArray("goals");
        look.putNull("goal_id").putNull("leaderboard").putNull("anchors");
        Snapshot snapshot = Looks.snapshot(look);
        assertThat(snapshot.goal()).isEmpty();
        Watch watch = new Watch(Looks.answers(look));
        assertThat(watch.goalAfter(1)).isEmpty();
        assertThat(watch.goalAt(0)).isEmpty();
        assertThat(new Layout(ZoneOffset.UTC)
                        .lines(watch.picture(0, 1), Size.USUAL)
                        .get(1)
                        .text())
                .isEqualTo("goal  the node has none");
    }

    @Test
    void nothingIsTakenForGranted() {
        Snapshot snapshot = Looks.snapshot(JsonNodeFactory.instance.objectNode());
        assertThat(snapshot.goals()).isEmpty();
        assertThat(snapshot.tau().mode()).isEqualTo("none");
        assertThat(Sparkline.of(List.of(), 10)).isEmpty();
        assertThat(Sparkline.of(List.of(0L, 0L), 10)).isEqualTo("··");
        assertThat(Sparkline.of(List.of(9L, 0L, 1L, 4L, 8L), 4)).isEqualTo("·▁▄█");
    }
}
