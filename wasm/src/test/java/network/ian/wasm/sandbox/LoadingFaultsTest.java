package network.ian.wasm.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import network.ian.core.codec.MalformedException;
import network.ian.wasm.hostile.RawAgent;
import network.ian.wasm.hostile.RawBytes;
import org.junit.jupiter.api.Test;

/** What loading and running throw when a library goes astray. */
class LoadingFaultsTest {

    @Test
    void theValidatorsWordsAreCut() {
        RawAgent agent = new RawAgent().act(new RawBytes().repeat(40_000, 0x41, 0));
        assertThatExceptionOfType(MalformedException.class)
                .isThrownBy(() -> AgentModule.load(agent.bytes(), 64))
                .withMessageStartingWith("parameters: not a valid module: ")
                .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(300));
    }
}
