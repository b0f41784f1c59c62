package network.ian.wasm.metering;

import java.util.BitSet;
import network.ian.core.codec.MalformedException;
import network.ian.wasm.binary.DecodedModule;
import network.ian.wasm.binary.FunctionType;
import network.ian.wasm.binary.InstructionReader;
import network.ian.wasm.binary.ModuleLimits;
import network.ian.wasm.binary.Operation;
import network.ian.wasm.binary.Operations;

/** Walks over a valid function once: basic blocks and their costs, heights of the operand stack, NaNs whose bits can be seen. */
final class Planner {

    private final DecodedModule module;
    private final int function;
    private final BlockStack blocks;
    private final PendingNans nans = new PendingNans();
    private final BlockCosts fuel = new BlockCosts();
    private int last = -1;
    private int blockStart = -1;
    private int height;
    private int highest;
    private boolean calls;
    private boolean bulk;
    private boolean bytes;
    private long moved;
    private int joins;

    Planner(DecodedModule module, int function) {
        this.module = module;
        this.function = function;
        FunctionType type = module.typeOf(function);
        this.blocks = new BlockStack(module, type.results().size());
    }

    FunctionPlan plan() {
        InstructionReader reader = module.instructions(function);
        while (!reader.atEnd()) {
            Operation operation = reader.next();
            if (blocks.skips(operation)) {
                continue;
            }
            last++;
            step(reader, operation);
            highest = Math.max(highest, height);
            if (highest > ModuleLimits.OPERANDS) {
                throw new MalformedException(
                        "parameters",
                        "function " + function + " holds more than " + ModuleLimits.OPERANDS
                                + " values on the operand stack");
            }
        }
        return new FunctionPlan(
                fuel,
                nans.canonical(),
                highest,
                new FunctionPlan.Needs(calls, bulk, bytes, nans.singles(), nans.doubles()),
                new FunctionPlan.Shape(moved, joins));
    }

    private void step(InstructionReader reader, Operation operation) {
        if (operation.pushes() >= 0
                && operation.code() != Operations.BR_IF
                && operation.code() != Operations.UNREACHABLE) {
            cost(operation.code());
            bulk |= isBulk(operation.code());
            bytes |= NarrowStores.needLocals(operation.code(), reader.immediate());
            height += nans.step(operation, last, height);
        } else {
            nans.showAll(height);
            control(reader, operation.code());
            nans.settle(height);
        }
    }

    private static boolean isBulk(int code) {
        return code == Operations.MEMORY_GROW
                || code == Operations.MEMORY_FILL
                || code == Operations.MEMORY_COPY
                || code == Operations.MEMORY_INIT;
    }

    private void control(InstructionReader reader, int code) {
        switch (code) {
            case Operations.BLOCK, Operations.LOOP, Operations.IF -> open(reader, code);
            case Operations.ELSE -> turn();
            case Operations.END -> close();
            case Operations.BR -> branch(code, reader.immediate());
            case Operations.BR_IF -> branchIf(reader.immediate());
            case Operations.BR_TABLE -> branchTable(reader.labels());
            case Operations.RETURN -> branch(code, blocks.depth());
            case Operations.UNREACHABLE -> {
                cost(code);
                blocks.die();
            }
            case Operations.CALL -> call(code, module.typeOf((int) reader.immediate()), 0);
            case Operations.CALL_INDIRECT -> call(code, module.types().get((int) reader.immediate()), 1);
            default -> throw new IllegalStateException("opcode " + code);
        }
    }

    private void cost(int code) {
        fuel.count(blockStart, Costs.units(code, blocks.depth()));
    }

    /** A basic block begins behind the last instruction. */
    private void begin() {
        blockStart = last;
        joins++;
    }

    private void open(InstructionReader reader, int code) {
        FunctionType type = blocks.type(reader.immediate());
        if (code == Operations.IF) {
            height--;
        }
        cost(code);
        if (code != Operations.BLOCK) {
            begin();
        }
        if (code == Operations.LOOP) {
            fuel.count(blockStart, Costs.LOOP_ROUND);
        }
        blocks.open(code, height, type);
    }

    private void turn() {
        height = blocks.turn();
        begin();
    }

    private void close() {
        boolean joined = blocks.joinsAtEnd();
        height = blocks.close();
        if (joined) {
            begin();
        }
    }

    private void branch(int code, long label) {
        cost(code);
        reach(label);
        blocks.die();
    }

    private void branchIf(long label) {
        cost(Operations.BR_IF);
        height--;
        reach(label);
        begin();
    }

    private void branchTable(int[] labels) {
        cost(Operations.BR_TABLE);
        height--;
        BitSet seen = new BitSet();
        for (int label : labels) {
            if (!seen.get(label)) {
                seen.set(label);
                reach(label);
            }
        }
        joins += labels.length;
        blocks.die();
    }

    private void reach(long label) {
        moved += Math.max(0, height - blocks.reach((int) label));
    }

    private void call(int code, FunctionType type, int more) {
        calls = true;
        cost(code);
        moved += type.results().size() > 1 ? type.results().size() : 0;
        height += type.results().size() - type.parameters().size() - more;
    }
}
