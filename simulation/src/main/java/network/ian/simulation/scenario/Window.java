package network.ian.simulation.scenario;

/**
 * When contributions are posted, in virtual nanoseconds.
 *
 * @param from the first may come now
 * @param to the last comes now
 */
public record Window(long from, long to) {

    /** A time inside. */
    long at(double share) {
        return from + (long) (share * (to - from));
    }
}
