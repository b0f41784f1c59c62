package network.ian.wasm.sandbox;

import com.dylibso.chicory.runtime.Instance;
import com.dylibso.chicory.runtime.MStack;
import com.dylibso.chicory.wasm.ChicoryException;
import com.dylibso.chicory.wasm.Parser;
import com.dylibso.chicory.wasm.types.Instruction;
import com.dylibso.chicory.wasm.types.OpCode;
import java.util.EnumSet;
import java.util.Set;
import network.ian.core.codec.Bytes;

/** Counts the instructions that the library's interpreter runs of a module as it came: an independent count of the fuel. */
final class Referee {

    private static final Set<OpCode> BRANCHES = EnumSet.of(OpCode.BR, OpCode.BR_IF, OpCode.BR_TABLE);

    private final Instance instance;
    private final int localsPerFunction;
    private final long limit;
    private Instruction last = new Instruction(0, OpCode.NOP, new long[0]);
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
        // A branch backwards begins another round of a loop.
        if (BRANCHES.contains(last.opcode()) && instruction.address() <= last.address()) {
            fuel += 5;
        }
        last = instruction;
        if (code == OpCode.END || code == OpCode.ELSE) {
            return;
        }
        fuel++;
        switch (code) {
            case CALL, CALL_INDIRECT -> fuel += 7 + localsPerFunction;
            case LOOP -> fuel += 5;
            case IF, F32_ABS, F32_NEG, F32_COPYSIGN, F64_ABS, F64_NEG, F64_COPYSIGN -> fuel++;
            case MEMORY_FILL, MEMORY_COPY, MEMORY_INIT -> fuel += 3 + (((int) stack.peek()) >>> 3);
            case MEMORY_GROW -> grow((int) stack.peek());
            default -> {}
        }
        if (fuel > limit) {
            throw new Enough();
        }
    }

    private void grow(int pages) {
        fuel += 7;
        int before = instance.memory().pages();
        if (pages >= 0 && pages <= instance.memory().maximumPages() - before) {
            fuel += pages * 8_192L + before * 4_096L;
        }
    }

    private static final class Enough extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }
}
