package network.ian.wasm.sandbox;

/** Hands the fuel of a tank to an instance, slice by slice, so that the wall clock is looked at in between. One thread. */
final class FuelMeter {

    private final FuelTank tank;
    private int granted;

    FuelMeter(FuelTank tank) {
        this.tank = tank;
    }

    /** Begins a call: the first slice. */
    int slice() {
        granted = tank.slice();
        return granted;
    }

    /**
     * A slice is spent.
     *
     * @param left what is left of it, below 0
     */
    int refill(int left) {
        settle(left);
        return slice();
    }

    /** A call is over. */
    void settle(int left) {
        long spent = (long) granted - left;
        granted = 0;
        if (spent < 0) {
            throw new AgentStoppedException(
                    AgentStoppedException.Cause.OUT_OF_HOST,
                    "fuel was counted wrongly: " + spent + " units were spent");
        }
        tank.spend(spent);
    }

    /** A call ended early; what it spent since it last said so is not known, and no longer matters. */
    void settleAfter(AgentStoppedException stop, int left) {
        if (stop.reason() != AgentStoppedException.Cause.OUT_OF_FUEL) {
            tank.note(Math.max(0, (long) granted - left));
        }
        granted = 0;
    }
}
