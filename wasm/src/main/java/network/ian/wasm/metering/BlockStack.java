package network.ian.wasm.metering;

import java.util.List;
import network.ian.wasm.binary.DecodedModule;
import network.ian.wasm.binary.FunctionType;
import network.ian.wasm.binary.InstructionReader;
import network.ian.wasm.binary.ModuleLimits;
import network.ian.wasm.binary.Operation;
import network.ian.wasm.binary.Operations;

/** The open blocks of a function, the function itself at the bottom, and whether the code at hand can be reached. */
final class BlockStack {

    private static final FunctionType NOTHING = new FunctionType(List.of(), List.of());
    private static final FunctionType ONE = new FunctionType(List.of(), List.of((byte) 0x7F));

    private final DecodedModule module;
    private final int[] kind = new int[ModuleLimits.NESTING + 1];
    private final int[] height = new int[ModuleLimits.NESTING + 1];
    private final int[] results = new int[ModuleLimits.NESTING + 1];
    private final boolean[] reached = new boolean[ModuleLimits.NESTING + 1];
    private int depth;
    private boolean dead;
    private int skipped;

    BlockStack(DecodedModule module, int functionResults) {
        this.module = module;
        kind[0] = Operations.BLOCK;
        results[0] = functionResults;
    }

    /** Whether the instruction cannot be reached and is left out. Valid code without it is valid: what stands before it ends the block. */
    boolean skips(Operation operation) {
        if (!dead) {
            return false;
        }
        int code = operation.code();
        if (code == Operations.BLOCK || code == Operations.LOOP || code == Operations.IF) {
            skipped++;
            return true;
        }
        if (code == Operations.END && skipped > 0) {
            skipped--;
            return true;
        }
        return skipped > 0 || (code != Operations.END && code != Operations.ELSE);
    }

    /** Label of the function itself. */
    int depth() {
        return depth;
    }

    void die() {
        dead = true;
    }

    /** A block's type; only how many values it takes and gives matters here. */
    FunctionType type(long blockType) {
        if (blockType >= 0) {
            return module.types().get((int) blockType);
        }
        return blockType == InstructionReader.EMPTY_BLOCK ? NOTHING : ONE;
    }

    void open(int code, int below, FunctionType type) {
        depth++;
        kind[depth] = code;
        height[depth] = below;
        results[depth] = type.results().size();
        reached[depth] = false;
    }

    /** From the first half of an {@code if} to the other; returns the height there. */
    int turn() {
        dead = false;
        kind[depth] = Operations.ELSE;
        return height[depth];
    }

    /** Whether more than one way leads behind the {@code end} of the innermost block, or another one than falling through. */
    boolean joinsAtEnd() {
        return dead || reached[depth] || kind[depth] == Operations.IF || kind[depth] == Operations.ELSE;
    }

    /** Leaves the innermost block; returns the height behind it. */
    int close() {
        dead = false;
        int behind = height[depth] + results[depth];
        depth--;
        return behind;
    }

    /** Notes a branch; returns the height that stays below what it carries. */
    int reach(int label) {
        int target = depth - label;
        if (kind[target] != Operations.LOOP) {
            reached[target] = true;
        }
        return height[target];
    }
}
