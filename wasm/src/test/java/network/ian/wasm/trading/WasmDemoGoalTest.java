package network.ian.wasm.trading;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class WasmDemoGoalTest {

    @Test
    void theExampleIsTheSameDocument() throws IOException {
        assertThat(Files.readAllBytes(Path.of("../examples/goals/DEMO_WASM_AGENT.json")))
                .isEqualTo(WasmDemoGoal.document());
    }

    /** The topic decides the windows: an edit of the document is another competition. */
    @Test
    void theDocumentIsTheOneThatWasMeasured() {
        assertThat(WasmDemoGoal.spec().goalId()).isEqualTo(WasmDemoGoal.ID);
        assertThat(WasmDemoGoal.spec().topic().hex())
                .isEqualTo("a8e36582ea7e7992c040a00f9d68be7a13cac623dd54010cb4aeb61c577dd1ad");
    }

    @Test
    void theHarnessTakesIt() {
        assertThat(new WasmTradingHarness().prepare(WasmDemoGoal.spec()).mayTakeSeconds())
                .isTrue();
    }
}
