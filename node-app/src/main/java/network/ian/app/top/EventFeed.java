package network.ian.app.top;

import java.time.Duration;
import network.ian.client.error.NodeException;
import network.ian.client.stream.StreamEvent;
import network.ian.client.stream.StreamListener;

/** Hands on what the event stream brings. What finds no room is left out: a screen shows the newest. */
final class EventFeed implements StreamListener {

    private final Inbox inbox;

    EventFeed(Inbox inbox) {
        this.inbox = inbox;
    }

    @Override
    public void onEvent(StreamEvent event) {
        EventWords.of(event).ifPresent(told -> inbox.offer(new Message.Happened(told)));
    }

    @Override
    public void onConnected() {
        inbox.offer(new Message.Following(true));
    }

    @Override
    public void onDisconnected(NodeException why, Duration retryIn) {
        inbox.offer(new Message.Following(false));
    }
}
