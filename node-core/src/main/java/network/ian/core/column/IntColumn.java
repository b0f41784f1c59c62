package network.ian.core.column;

import java.util.Objects;

/** A chunked column of ints. */
public final class IntColumn extends ChunkedColumn {

    private static final int SHIFT = 11;

    public IntColumn() {
        super(SHIFT);
    }

    private IntColumn(IntColumn source, boolean sealed) {
        super(source, sealed);
    }

    /** What the column holds now; immutable. */
    public IntColumn snapshot() {
        return new IntColumn(this, true);
    }

    /** A writer of its own that starts with what this snapshot holds. */
    public IntColumn fork() {
        return new IntColumn(this, false);
    }

    public void append(int value) {
        int index = claim();
        ((int[]) chunkOf(index))[offsetOf(index)] = value;
    }

    public void append(int[] values, int from, int to) {
        for (int i = from; i < to; i++) {
            append(values[i]);
        }
    }

    public int get(int index) {
        Objects.checkIndex(index, size());
        return ((int[]) chunkOf(index))[offsetOf(index)];
    }

    /** Elements {@code from} to before {@code to}. */
    public int[] toArray(int from, int to) {
        int[] values = new int[to - from];
        for (int i = 0; i < values.length; i++) {
            values[i] = get(from + i);
        }
        return values;
    }

    @Override
    Object newChunk() {
        return new int[1 << SHIFT];
    }

    @Override
    Object copyOfChunk(Object chunk, int elements) {
        int[] copy = new int[1 << SHIFT];
        System.arraycopy(chunk, 0, copy, 0, elements);
        return copy;
    }

    @Override
    int bytesPerElement() {
        return Integer.BYTES;
    }
}
