package network.ian.wasm.first;

import network.ian.wasm.second.WasmSecond;

/** Half of a cycle. */
public final class WasmFirst {

    private WasmFirst() {}

    public static void call(int depth) {
        if (depth > 0) {
            WasmSecond.call(depth - 1);
        }
    }
}
