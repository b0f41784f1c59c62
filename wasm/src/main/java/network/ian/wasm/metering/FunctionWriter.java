package network.ian.wasm.metering;

import java.util.List;
import network.ian.wasm.binary.Body;
import network.ian.wasm.binary.DecodedModule;
import network.ian.wasm.binary.FunctionType;
import network.ian.wasm.binary.InstructionReader;
import network.ian.wasm.binary.Operation;
import network.ian.wasm.binary.Operation.Nan;
import network.ian.wasm.binary.Operations;

/**
 * Writes one function anew. Its code becomes a block, so that every way out passes the same exit:
 *
 * <pre>
 *   stack = global stack - frame; if (stack &lt; 0) exhausted(); global stack = stack     (if it calls)
 *   fuel = global fuel - cost of the first basic block; if (fuel &lt; 0) fuel = refill(fuel)
 *   block ... end                                                                       (the code)
 *   global stack = stack + frame; global fuel = fuel
 * </pre>
 *
 * Every function looks at the fuel, those without calls as well: between two looks there are then only the rests of the functions that
 * return, at most {@link Costs#STACK_BYTES} / {@link Costs#FRAME_BYTES} of at most a million units, and one bulk operation. That is far
 * from the 2^31 units at which a count of 32 bits would begin anew.
 *
 * <p>Code that cannot be reached is left out.
 */
final class FunctionWriter {

    private static final int I32_LT_S = 0x48;
    private static final int I32_NE = 0x47;
    private static final int I32_ADD = 0x6A;
    private static final int I32_SUB = 0x6B;
    private static final int I32_SHL = 0x74;
    private static final int I32_SHR_U = 0x76;
    private static final int I32_WRAP_I64 = 0xA7;
    private static final int I64_EXTEND_I32_S = 0xAC;

    private final DecodedModule module;
    private final TypeTable types;
    private final int function;
    private final FunctionPlan plan;
    private final CodeWriter code = new CodeWriter();
    private final int ownLocals;
    private final AddedLocals added;
    private final int fuelGlobal;

    FunctionWriter(DecodedModule module, TypeTable types, int function) {
        this.module = module;
        this.types = types;
        this.function = function;
        this.plan = new Planner(module, function).plan();
        FunctionType type = module.typeOf(function);
        this.ownLocals =
                type.parameters().size() + module.bodies().get(function).localCount();
        this.added = new AddedLocals(ownLocals, plan.needs());
        this.fuelGlobal = module.globals();
    }

    /** Appends the body to the code section. */
    MeteredFunction writeTo(CodeWriter section) {
        declareLocals();
        int from = code.size();
        enter();
        new BodyWriter().write();
        leave();
        code.end();
        section.sized(code);
        int slots = ownLocals + added.count() + plan.operands();
        FunctionPlan.Shape shape = plan.shape();
        return new MeteredFunction(slots, code.size() - from, shape.moved(), shape.joins());
    }

    private void declareLocals() {
        List<Body.Locals> own = module.bodies().get(function).locals();
        code.u32(own.size() + added.runs());
        own.forEach(run -> code.u32(run.count()).u8(run.type()));
        added.declare(code);
    }

    private int frameBytes() {
        return Costs.FRAME_BYTES + Costs.VALUE_BYTES * (ownLocals + added.count() + plan.operands());
    }

    private void enter() {
        if (plan.needs().calls()) {
            code.op(Operations.GLOBAL_GET, fuelGlobal + 1).i32(frameBytes()).op(I32_SUB);
            code.op(Operations.LOCAL_TEE, added.stack()).i32(0).op(I32_LT_S);
            code.ifVoid().op(Operations.CALL, MeteredModuleWriter.EXHAUSTED).end();
            code.op(Operations.LOCAL_GET, added.stack()).op(Operations.GLOBAL_SET, fuelGlobal + 1);
        }
        int declared = module.bodies().get(function).localCount();
        int locals = Costs.locals(declared, ownLocals - declared);
        code.op(Operations.GLOBAL_GET, fuelGlobal);
        code.i32(plan.fuel().behind(-1) + locals).op(I32_SUB);
        code.op(Operations.LOCAL_SET, added.fuel());
        check();
        code.op(Operations.BLOCK).u8(types.block(module.typeOf(function)));
    }

    private void leave() {
        if (plan.needs().calls()) {
            code.op(Operations.LOCAL_GET, added.stack()).i32(frameBytes()).op(I32_ADD);
            code.op(Operations.GLOBAL_SET, fuelGlobal + 1);
        }
        storeFuel();
    }

    private void storeFuel() {
        code.op(Operations.LOCAL_GET, added.fuel()).op(Operations.GLOBAL_SET, fuelGlobal);
    }

    private void loadFuel() {
        code.op(Operations.GLOBAL_GET, fuelGlobal).op(Operations.LOCAL_SET, added.fuel());
    }

    private void spend(int units) {
        if (units > 0) {
            code.op(Operations.LOCAL_GET, added.fuel()).i32(units).op(I32_SUB);
            code.op(Operations.LOCAL_SET, added.fuel());
        }
    }

    /** If the slice of fuel is spent, asks the host for the next one. */
    private void check() {
        int fuel = added.fuel();
        code.op(Operations.LOCAL_GET, fuel).i32(0).op(I32_LT_S).ifVoid();
        code.op(Operations.LOCAL_GET, fuel).op(Operations.CALL, MeteredModuleWriter.REFILL);
        code.op(Operations.LOCAL_SET, fuel).end();
    }

    /** Walks over the original code. */
    private final class BodyWriter {

        private final byte[] bytes = module.bytes().view();
        private final InstructionReader reader = module.instructions(function);
        private final SignBits signs = new SignBits(code);
        private final NarrowStores stores = new NarrowStores(code, added, bytes);
        private final BlockStack blocks =
                new BlockStack(module, module.typeOf(function).results().size());
        private int instruction = -1;

        void write() {
            while (!reader.atEnd()) {
                Operation operation = reader.next();
                if (!blocks.skips(operation)) {
                    instruction++;
                    write(operation);
                    if (plan.canonical().get(instruction)) {
                        canonical(operation.nan());
                    }
                    spend(plan.fuel().behind(instruction));
                    if (operation.code() == Operations.LOOP) {
                        check();
                    }
                }
            }
        }

        private void write(Operation operation) {
            switch (operation.code()) {
                case Operations.BLOCK, Operations.LOOP, Operations.IF -> open(operation.code());
                case Operations.ELSE -> {
                    blocks.turn();
                    copy();
                }
                case Operations.END -> {
                    blocks.close();
                    copy();
                }
                case Operations.BR, Operations.BR_TABLE, Operations.UNREACHABLE -> {
                    copy();
                    blocks.die();
                }
                case Operations.RETURN -> {
                    code.op(Operations.BR, blocks.depth());
                    blocks.die();
                }
                case Operations.CALL, Operations.CALL_INDIRECT -> call(operation.code());
                case Operations.I32_MUL -> {
                    // The library's interpreter (1.7.5) leaves a 64-bit product there, and an if looks at all of it.
                    copy();
                    code.op(I64_EXTEND_I32_S).op(I32_WRAP_I64);
                }
                case Operations.I32_STORE8, Operations.I64_STORE8, Operations.I64_STORE32 ->
                    stores.write(operation.code(), reader);
                case Operations.MEMORY_GROW -> grow();
                case Operations.MEMORY_FILL, Operations.MEMORY_COPY, Operations.MEMORY_INIT -> bulk();
                default -> {
                    if (!signs.write(operation)) {
                        copy();
                    }
                }
            }
        }

        private void copy() {
            code.raw(bytes, reader.start(), reader.end());
        }

        private void open(int opcode) {
            blocks.open(opcode, 0, blocks.type(reader.immediate()));
            if (reader.immediate() >= 0) {
                code.op(opcode).u8(types.block(types.original(reader.immediate())));
            } else {
                copy();
            }
        }

        private void call(int opcode) {
            storeFuel();
            if (opcode == Operations.CALL) {
                code.op(opcode, (int) reader.immediate() + MeteredModuleWriter.IMPORTS);
            } else {
                code.op(opcode, types.indexOfOriginal(reader.immediate())).u8(0);
            }
            loadFuel();
        }

        /** Pays after it succeeded: one that fails or traps costs nothing more. */
        private void bulk() {
            code.op(Operations.LOCAL_TEE, added.counted());
            copy();
            spendCounted(added.counted(), Costs.BYTES_PER_UNIT_SHIFT, I32_SHR_U);
            check();
        }

        private void grow() {
            code.op(Operations.LOCAL_TEE, added.counted());
            copy();
            code.op(Operations.LOCAL_TEE, added.grown()).i32(-1).op(I32_NE);
            code.ifVoid();
            spendCounted(added.counted(), Costs.PAGE_SHIFT, I32_SHL);
            spendCounted(added.grown(), Costs.COPIED_PAGE_SHIFT, I32_SHL);
            check();
            code.end().op(Operations.LOCAL_GET, added.grown());
        }

        private void spendCounted(int local, int shift, int shiftOperation) {
            int fuel = added.fuel();
            code.op(Operations.LOCAL_GET, fuel).op(Operations.LOCAL_GET, local);
            code.i32(shift).op(shiftOperation).op(I32_SUB).op(Operations.LOCAL_SET, fuel);
        }

        /** Every NaN becomes the positive one with an empty payload. */
        private void canonical(Nan nan) {
            boolean single = nan == Nan.MAKES_F32;
            int value = single ? added.single() : added.real();
            code.op(Operations.LOCAL_TEE, value);
            if (single) {
                code.op(Operations.F32_CONST).raw(CanonicalNan.SINGLE, 0, Float.BYTES);
            } else {
                code.op(Operations.F64_CONST).raw(CanonicalNan.DOUBLE, 0, Double.BYTES);
            }
            code.op(Operations.LOCAL_GET, value).op(Operations.LOCAL_GET, value);
            code.op(single ? CanonicalNan.F32_EQ : CanonicalNan.F64_EQ).op(Operations.SELECT);
        }
    }
}
