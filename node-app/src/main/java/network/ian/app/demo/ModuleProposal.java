package network.ian.app.demo;

import java.util.List;
import java.util.Optional;
import network.ian.core.codec.Bytes;

/**
 * A WebAssembly module of {@code wasm-trading-v1}.
 *
 * @param parameters the module
 */
record ModuleProposal(Bytes parameters) implements Proposal {

    /** From a pack's parameters: anybody may have contributed anything. */
    static Optional<Proposal> read(Bytes parameters) {
        return Optional.of(new ModuleProposal(parameters));
    }

    @Override
    public String brief() {
        for (ExampleAgent example : ExampleAgent.values()) {
            if (example.module().equals(parameters)) {
                return example.words();
            }
        }
        return NetworkWeights.of(parameters)
                .map(weights -> "network, " + NetworkWeights.moved(weights) + " weights moved")
                .orElse("a module of " + parameters.size() + " bytes");
    }

    @Override
    public List<String> full() {
        return List.of(brief() + ": a WebAssembly module of " + parameters.size() + " bytes (examples/agents)");
    }
}
