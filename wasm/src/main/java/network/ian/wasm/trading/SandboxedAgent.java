package network.ian.wasm.trading;

import network.ian.wasm.sandbox.AgentInstance;

/** An agent that is a WebAssembly instance. */
record SandboxedAgent(AgentInstance instance, RunMeter meter) implements DailyAgent {

    @Override
    public void init(long seed) {
        instance.init(seed);
    }

    @Override
    public double act(double[] observation) {
        return instance.act(observation);
    }

    @Override
    public void ended() {
        meter.memory(instance.memoryPages());
    }
}
