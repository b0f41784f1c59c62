/** Harness {@code wasm-trading-v1}: the market and metrics of {@code trading-v1} for WebAssembly agents. */
package network.ian.wasm.trading;
