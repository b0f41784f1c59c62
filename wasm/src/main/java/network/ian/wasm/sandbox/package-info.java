/** Runs modules of strangers: no way out, the same answer everywhere. */
package network.ian.wasm.sandbox;
