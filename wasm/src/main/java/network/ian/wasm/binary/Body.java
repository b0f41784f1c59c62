package network.ian.wasm.binary;

import java.util.List;

/**
 * The code of a function, decoded and well nested.
 *
 * @param locals declared ones, in their order, without the parameters
 * @param from where its first instruction begins in the module without custom sections
 * @param to where its last {@code end} ends
 */
public record Body(List<Locals> locals, int from, int to) {

    /** A run of locals of one type. */
    public record Locals(int count, byte type) {}

    public Body {
        locals = List.copyOf(locals);
    }

    /** Declared locals, without the parameters. */
    public int localCount() {
        return locals.stream().mapToInt(Locals::count).sum();
    }
}
