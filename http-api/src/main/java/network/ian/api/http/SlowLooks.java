package network.ian.api.http;

import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Several looks at slow clients, one after the other. One that fails is logged and keeps neither the others nor those to come: a
 * scheduler gives up for good what throws.
 */
record SlowLooks(List<Runnable> looks) implements Runnable {

    private static final Logger LOG = LoggerFactory.getLogger(SlowLooks.class);

    @Override
    public void run() {
        looks.forEach(look -> attempt("Looking for slow clients", look));
    }

    /**
     * Runs a part of a look of which the rest must not depend.
     *
     * @param what begins the sentence that is logged where it fails
     */
    static void attempt(String what, Runnable part) {
        try {
            part.run();
        } catch (RuntimeException e) {
            LOG.warn("{} failed", what, e);
        }
    }
}
