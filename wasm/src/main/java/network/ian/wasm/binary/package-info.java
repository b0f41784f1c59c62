/** The binary format of WebAssembly modules: what is accepted, read strictly and in time linear in the module's size. */
package network.ian.wasm.binary;
