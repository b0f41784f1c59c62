package network.ian.wasm.sandbox;

import java.util.function.BooleanSupplier;

/** The fuel of one evaluation: one unit per instruction. One thread. */
public final class FuelTank {

    private final long capacity;
    private final BooleanSupplier interrupted;
    private long used;

    /**
     * @param capacity units that the goal allows, 1 or more
     * @param interrupted asked every few million units; true ends the run with {@link AgentStoppedException.Cause#INTERRUPTED}
     */
    public FuelTank(long capacity, BooleanSupplier interrupted) {
        this.capacity = capacity;
        this.interrupted = interrupted;
    }

    /** Units spent so far, 0 to the capacity. */
    public long used() {
        return used;
    }

    public long capacity() {
        return capacity;
    }

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
