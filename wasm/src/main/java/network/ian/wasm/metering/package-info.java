/**
 * Rewrites modules so that they count what they do: fuel, stack, and the bits of NaNs. Both engines run the rewritten module, so
 * both count the same.
 */
package network.ian.wasm.metering;
