package network.ian.core.runtime;

import java.time.Clock;
import java.time.ZoneOffset;

/** Where the program's wiring gets the date from; everything else is handed a {@link Clock}. */
public final class WallClock {

    private WallClock() {}

    /** The machine's clock in UTC, to the millisecond: the resolution of every time that the node signs or stores. */
    public static Clock system() {
        return Clock.tickMillis(ZoneOffset.UTC);
    }
}
