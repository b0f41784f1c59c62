package network.ian.wasm.metering;

/**
 * What a rewritten function asks of a translator.
 *
 * @param slots parameters, locals and operands at most
 * @param codeBytes length of its code
 * @param moved values that branches and calls with several results move, summed over the places of the code where they stand
 * @param joins places where control flow splits or joins
 */
public record MeteredFunction(int slots, int codeBytes, long moved, int joins) {}
