package network.ian.core.event;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where goals publish and everybody else subscribes. Publishing never waits for a subscriber. Thread-safe. */
public final class GoalEvents {

    private static final Logger LOG = LoggerFactory.getLogger(GoalEvents.class);

    private final List<Subscription> subscriptions = new CopyOnWriteArrayList<>();
    private final List<Runnable> viewListeners = new CopyOnWriteArrayList<>();

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

    /** Has {@code listener} called by the publishing thread after each change of a goal's view; it must not wait. */
    public void onView(Runnable listener) {
        viewListeners.add(listener);
    }

    public void publishView() {
        for (Runnable listener : viewListeners) {
            try {
                listener.run();
            } catch (RuntimeException e) {
                // What a listener does wrong must not stop the goal whose view it is.
                LOG.atError().setCause(e).log("A listener to views failed");
            }
        }
    }

    public void publish(GoalEvent event) {
        for (Subscription subscription : subscriptions) {
            subscription.offer(event);
        }
    }
}
