package network.ian.wasm.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import network.ian.core.codec.MalformedException;
import network.ian.wasm.hostile.RawAgent;
import network.ian.wasm.hostile.RawBytes;
import network.ian.wasm.sandbox.AgentStoppedException.Cause;
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

    @Test
    void aFaultIsNoVerdict() {
        assertThatExceptionOfType(AgentStoppedException.class)
                .isThrownBy(() -> Stops.loading(LoadingFaultsTest::astray))
                .withMessage("this node failed to check the module: IllegalStateException")
                .matches(e -> e.reason() == Cause.OUT_OF_HOST);
        assertThatExceptionOfType(AgentStoppedException.class)
                .isThrownBy(() -> Stops.in(LoadingFaultsTest::astray))
                .withMessage("this node failed to run the module: IllegalStateException")
                .matches(e -> e.reason() == Cause.OUT_OF_HOST);
        assertThatExceptionOfType(AgentStoppedException.class)
                .isThrownBy(() -> Stops.loading(() -> {
                    throw new StackOverflowError();
                }))
                .matches(e -> e.reason() == Cause.OUT_OF_HOST);
        assertThatExceptionOfType(MalformedException.class)
                .isThrownBy(() -> Stops.loading(() -> {
                    throw new MalformedException("parameters", "odd");
                }));
    }

    private static Object astray() {
        throw new IllegalStateException("a library's words");
    }
}
