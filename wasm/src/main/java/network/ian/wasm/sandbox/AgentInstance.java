package network.ian.wasm.sandbox;

import com.dylibso.chicory.runtime.Instance;

/** A running agent. One thread. */
public final class AgentInstance {

    /** Where the host writes what the agent sees. */
    public static final int OBSERVATION_ADDRESS = 256;

    private final Instance instance;
    private final FuelTank fuel;

    AgentInstance(Instance instance, FuelTank fuel) {
        this.instance = instance;
        this.fuel = fuel;
    }

    /**
     * Calls {@code ian_agent_init}.
     *
     * @throws AgentStoppedException if it does not come to its end
     */
    public void init(long seed) {
        fuel.spend(1);
        instance.export("ian_agent_init").apply(seed);
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
        return Double.longBitsToDouble(
                instance.export("ian_agent_act").apply(OBSERVATION_ADDRESS, observation.length)[0]);
    }

    /** Pages of 64 KiB that the memory has now. */
    public int memoryPages() {
        return instance.memory().pages();
    }
}
