package network.ian.wasm.metering;

import network.ian.wasm.binary.ValueType;

/** The locals that counting adds behind a function's own: only those that it needs, as each call pays for them. */
final class AddedLocals {

    private final int first;
    private final int integers;
    private final FunctionPlan.Needs needs;

    AddedLocals(int first, FunctionPlan.Needs needs) {
        this.first = first;
        this.needs = needs;
        this.integers = needs.bulk() || needs.bytes() ? 4 : needs.calls() ? 2 : 1;
    }

    int fuel() {
        return first;
    }

    /** Only in functions that call. */
    int stack() {
        return first + 1;
    }

    /** Only with bulk operations and stores of a byte: bytes or pages, or the byte. */
    int counted() {
        return first + 2;
    }

    /** Only with the same: pages before, or an address. */
    int grown() {
        return first + 3;
    }

    int single() {
        return first + integers;
    }

    int real() {
        return first + integers + (needs.singles() ? 1 : 0);
    }

    int count() {
        return integers + (needs.singles() ? 1 : 0) + (needs.doubles() ? 1 : 0);
    }

    int runs() {
        return 1 + (needs.singles() ? 1 : 0) + (needs.doubles() ? 1 : 0);
    }

    void declare(CodeWriter code) {
        code.u32(integers).u8(ValueType.I32);
        if (needs.singles()) {
            code.u32(1).u8(ValueType.F32);
        }
        if (needs.doubles()) {
            code.u32(1).u8(ValueType.F64);
        }
    }
}
