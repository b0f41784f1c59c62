package network.ian.wasm.second;

import network.ian.wasm.first.WasmFirst;

/** Half of a cycle. */
public final class WasmSecond {

    private WasmSecond() {}

    public static void call(int depth) {
        if (depth > 0) {
            WasmFirst.call(depth - 1);
        }
    }
}
