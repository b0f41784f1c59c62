package network.ian.wasm.sandbox;

import com.dylibso.chicory.runtime.Memory;
import network.ian.wasm.binary.AgentAbi;

/** A running agent. One thread. */
public final class AgentInstance {

    /** Where the host writes what the agent sees. */
    public static final int OBSERVATION_ADDRESS = 256;

    private final Execution execution;
    private final Memory memory;

    AgentInstance(Execution execution) {
        this.execution = execution;
        this.memory = execution.instance().memory();
    }

    /**
     * Calls {@code ian_agent_init}.
     *
     * @throws AgentStoppedException if it does not come to its end
     */
    public void init(long seed) {
        execution.call(AgentAbi.INIT, seed);
    }

    /**
     * Calls {@code ian_agent_act}.
     *
     * @param observation at most 64 numbers
     * @return what the agent answered, NaN and infinities included
     * @throws AgentStoppedException if it does not come to its end
     */
    public double act(double[] observation) {
        for (int i = 0; i < observation.length; i++) {
            memory.writeF64(OBSERVATION_ADDRESS + 8 * i, observation[i]);
        }
        return Double.longBitsToDouble(execution.call(AgentAbi.ACT, OBSERVATION_ADDRESS, observation.length)[0]);
    }

    /** Pages of 64 KiB that the memory has now. */
    public int memoryPages() {
        return memory.pages();
    }
}
