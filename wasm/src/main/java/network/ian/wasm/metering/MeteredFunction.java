package network.ian.wasm.metering;

/**
 * A rewritten function.
 *
 * @param slots parameters, locals and operands at most
 * @param instructionBytes length of its code in bytes
 * @param unwound see {@link FunctionPlan}
 * @param joins see {@link FunctionPlan}
 */
public record MeteredFunction(int slots, int instructionBytes, long unwound, int joins) {}
