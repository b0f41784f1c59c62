package network.ian.core.event;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Where goals publish and everybody else subscribes. Publishing never waits for a subscriber. Thread-safe. */
public final class GoalEvents {

    private final List<Subscription> subscriptions = new CopyOnWriteArrayList<>();

    /**
     * Opens a subscription from now on.
     *
     * @param capacity events kept for a slow reader; beyond it the oldest are dropped and counted
     */
    public Subscription subscribe(int capacity) {
        Subscription subscription = new Subscription(capacity, subscriptions::remove);
        subscriptions.add(subscription);
        return subscription;
    }

    public void publish(GoalEvent event) {
        for (Subscription subscription : subscriptions) {
            subscription.offer(event);
        }
    }
}
