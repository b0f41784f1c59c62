package network.ian.wasm.trading;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import network.ian.core.goal.GoalSpec;
import network.ian.core.goal.GoalSpecCodec;

/** The goal of {@code ian demo} for WebAssembly agents; an operator adds it by {@code ian goal add}. */
public final class WasmDemoGoal {

    /** Its id. */
    public static final String ID = "DEMO_WASM_AGENT";

    private static final String RESOURCE = ID + ".json";

    private WasmDemoGoal() {}

    public static GoalSpec spec() {
        return GoalSpecCodec.decode(RESOURCE, document());
    }

    /** The document as it stands in {@code examples/goals}. */
    public static byte[] document() {
        try (InputStream in = WasmDemoGoal.class.getResourceAsStream(RESOURCE)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
