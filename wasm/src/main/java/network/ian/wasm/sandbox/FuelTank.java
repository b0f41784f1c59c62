package network.ian.wasm.sandbox;

import java.util.function.BooleanSupplier;

/** The fuel of one evaluation: one unit per instruction. One thread. */
public final class FuelTank {

    /** Units between two looks at the wall clock: some milliseconds of translated code, a fraction of a second interpreted. */
    private static final int SLICE = 1 << 20;

    private final long capacity;
    private final BooleanSupplier interrupted;
    private long used;

    /**
     * A full tank.
     *
     * @param capacity units that the goal allows, 1 or more
     * @param interrupted asked at each call and every million units; true ends the run with {@link AgentStoppedException.Cause#INTERRUPTED}
     */
    public FuelTank(long capacity, BooleanSupplier interrupted) {
        this.capacity = capacity;
        this.interrupted = interrupted;
    }

    /** Units spent so far, 0 to the capacity. */
    public long used() {
        return used;
    }

    /** Units that an instance may spend before it asks again, 0 or more. */
    int slice() {
        return (int) Math.min(SLICE, capacity - used);
    }

    /** Counts units of a run that is over. */
    void note(long units) {
        used = Math.min(capacity, used + units);
    }

    /**
     * Counts units.
     *
     * @throws AgentStoppedException if there are not as many, or the wall time is over
     */
    void spend(long units) {
        used += units;
        if (used > capacity) {
            used = capacity;
            throw new AgentStoppedException(
                    AgentStoppedException.Cause.OUT_OF_FUEL, "more than " + capacity + " units of fuel");
        }
        if (interrupted.getAsBoolean()) {
            throw new AgentStoppedException(AgentStoppedException.Cause.INTERRUPTED, "out of wall time");
        }
    }
}
