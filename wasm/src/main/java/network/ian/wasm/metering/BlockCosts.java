package network.ian.wasm.metering;

import java.util.Arrays;

/** What each basic block of a function costs, by the number of the instruction in front of it; -1 is the function's entry. */
final class BlockCosts {

    private int[] units = new int[64];

    /** Counts more units to the block behind an instruction. */
    void count(int instruction, int more) {
        int at = instruction + 1;
        if (at >= units.length) {
            units = Arrays.copyOf(units, Math.max(units.length * 2, at + 1));
        }
        units[at] += more;
    }

    /** Units of the block behind an instruction, 0 if none begins there. */
    int behind(int instruction) {
        return instruction + 1 < units.length ? units[instruction + 1] : 0;
    }
}
