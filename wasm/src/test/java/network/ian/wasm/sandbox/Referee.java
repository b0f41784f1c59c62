package network.ian.wasm.sandbox;

import com.dylibso.chicory.runtime.Instance;
import com.dylibso.chicory.runtime.MStack;
import com.dylibso.chicory.wasm.ChicoryException;
import com.dylibso.chicory.wasm.Parser;
import com.dylibso.chicory.wasm.types.Instruction;
import com.dylibso.chicory.wasm.types.OpCode;
import network.ian.core.codec.Bytes;

/** Counts the instructions that the library's interpreter runs of a module as it came: an independent count of the fuel. */
final class Referee {

    private final Instance instance;
    private final int localsPerFunction;
    private final long limit;
    private long fuel;

    Referee(Bytes module, int localsPerFunction, long limit) {
        this.localsPerFunction = localsPerFunction;
        this.limit = limit;
        this.instance = Instance.builder(Parser.parse(module.toArray()))
                .withMemoryFactory(LinearMemory::new)
                .withUnsafeExecutionListener(this::count)
                .build();
    }

    /** The fuel of a call, -1 if it does not come to its end within the limit. */
    long fuelOf(String export, long... arguments) {
        fuel = localsPerFunction;
        try {
            instance.export(export).apply(arguments);
            return fuel <= limit ? fuel : -1;
        } catch (ChicoryException | Enough e) {
            return -1;
        }
    }

    private void count(Instruction instruction, MStack stack) {
        OpCode code = instruction.opcode();
        if (code == OpCode.END || code == OpCode.ELSE) {
            return;
        }
        fuel++;
        switch (code) {
            case CALL, CALL_INDIRECT -> fuel += localsPerFunction;
            case MEMORY_FILL, MEMORY_COPY, MEMORY_INIT -> fuel += ((int) stack.peek()) >>> 3;
            case MEMORY_GROW -> grow((int) stack.peek());
            default -> {}
        }
        if (fuel > limit) {
            throw new Enough();
        }
    }

    private void grow(int pages) {
        int before = instance.memory().pages();
        if (pages >= 0 && pages <= instance.memory().maximumPages() - before) {
            fuel += pages * 8_192L + before * 4_096L;
        }
    }

    private static final class Enough extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }
}
