package network.ian.api.stream;

import java.util.function.Consumer;

/** Where a hub's events come from. Called by the hub's thread. */
interface HubSource extends AutoCloseable {

    /** Tells what goals have published since the last call, in order. */
    void drain(Consumer<Happening> tell);

    /** Tells what has changed about peers, logs and anchors; called once a second. */
    void look(Consumer<Happening> tell);

    @Override
    void close();
}
