package network.ian.app.top;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import network.ian.client.error.NodeUnreachableException;
import network.ian.client.stream.StreamEvent;
import network.ian.client.stream.StreamEvent.Envelope;
import network.ian.core.crypto.Hash;
import network.ian.core.crypto.Sha256;
import org.junit.jupiter.api.Test;

class EventWordsTest {

    private static final Hash HASH = Sha256.of();
    private static final Envelope AT = new Envelope("c-1", Optional.of("G"), 7);

    @Test
    void eachEventIsAFewWords() {
        assertThat(text(new StreamEvent.LogReorg(AT, 5, 1200, HASH)))
                .isEqualTo("log_reorg entries moved from 5 on, of 1,200");
        assertThat(text(new StreamEvent.PeerConnected(AT, "0123456789ab", "10.0.0.1:9000", "inbound", 100)))
                .isEqualTo("peer_connected 01234567 inbound 10.0.0.1:9000");
        assertThat(text(new StreamEvent.PeerDisconnected(AT, "01", "10.0.0.1:9000", "outbound", 100)))
                .isEqualTo("peer_disconnected 01 outbound 10.0.0.1:9000");
        assertThat(text(new StreamEvent.SyncProgress(AT, "syncing", 12, 3, HASH)))
                .isEqualTo("sync_progress syncing, lag 12");
        assertThat(text(new StreamEvent.TauCommit(AT, 9, 1000, HASH, true, Optional.empty())))
                .isEqualTo("tau_commit 1,000 entries in block 9, settled");
        assertThat(text(new StreamEvent.GoalAdded(AT, "NEW", HASH, "A new goal")))
                .isEqualTo("goal_added NEW, A new goal");
        assertThat(text(new StreamEvent.Gap(AT, OptionalLong.of(3), "overrun")))
                .isEqualTo("gap 3 events missed, overrun");
        assertThat(text(new StreamEvent.Gap(AT, OptionalLong.empty(), "restarted")))
                .isEqualTo("gap restarted");
        assertThat(text(new StreamEvent.Other(AT, "newer", JsonNodeFactory.instance.objectNode())))
                .isEqualTo("newer {}");
        assertThat(EventWords.of(new StreamEvent.LeaderboardUpdate(AT, HASH)))
                .as("the leaderboard shows")
                .isEmpty();
    }

    @Test
    void theFeedSaysWhetherEventsComeAndLeavesOutWhatHasNoRoom() {
        Inbox inbox = new Inbox();
        EventFeed feed = new EventFeed(inbox);
        feed.onConnected();
        feed.onEvent(new StreamEvent.Gap(AT, OptionalLong.empty(), "restarted"));
        feed.onDisconnected(new NodeUnreachableException(URI.create("http://n"), "gone"), Duration.ZERO);
        assertThat(inbox.next(Duration.ZERO)).contains(new Message.Following(true));
        Message.Happened happened = (Message.Happened) inbox.next(Duration.ZERO).orElseThrow();
        assertThat(happened.event()).isEqualTo(new Event(7, Optional.of("G"), "gap", "restarted", Role.WARNING));
        assertThat(inbox.next(Duration.ZERO)).contains(new Message.Following(false));
        for (int i = 0; i < 5000; i++) {
            feed.onEvent(new StreamEvent.Gap(AT, OptionalLong.empty(), "restarted"));
        }
        int kept = 0;
        while (inbox.next(Duration.ZERO).isPresent()) {
            kept++;
        }
        assertThat(kept).isEqualTo(1024);
    }

    private static String text(StreamEvent event) {
        Event told = EventWords.of(event).orElseThrow();
        return told.what() + " " + told.text();
    }
}
