package network.ian.wasm.sandbox;

import com.dylibso.chicory.runtime.ExportFunction;
import com.dylibso.chicory.runtime.Instance;
import network.ian.wasm.binary.AgentAbi;

/** A running agent. One thread. */
public final class AgentInstance {

    /** Where the host writes what the agent sees. */
    public static final int OBSERVATION_ADDRESS = 256;

    private final Instance instance;
    private final FuelTank fuel;
    private final ExportFunction init;
    private final ExportFunction act;

    AgentInstance(Instance instance, FuelTank fuel) {
        this.instance = instance;
        this.fuel = fuel;
        this.init = instance.export(AgentAbi.INIT);
        this.act = instance.export(AgentAbi.ACT);
    }

    /**
     * Calls {@code ian_agent_init}.
     *
     * @throws AgentStoppedException if it does not come to its end
     */
    public void init(long seed) {
        fuel.spend(1);
        Stops.in(() -> init.apply(seed));
    }

    /**
     * Calls {@code ian_agent_act}.
     *
     * @param observation at most 64 numbers
     * @return what the agent answered, NaN and infinities included
     * @throws AgentStoppedException if it does not come to its end
     */
    public double act(double[] observation) {
        fuel.spend(1);
        for (int i = 0; i < observation.length; i++) {
            instance.memory().writeF64(OBSERVATION_ADDRESS + 8 * i, observation[i]);
        }
        return Double.longBitsToDouble(Stops.in(() -> act.apply(OBSERVATION_ADDRESS, observation.length))[0]);
    }

    /** Pages of 64 KiB that the memory has now. */
    public int memoryPages() {
        return instance.memory().pages();
    }
}
