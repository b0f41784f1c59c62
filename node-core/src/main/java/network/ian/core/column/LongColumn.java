package network.ian.core.column;

import java.util.Objects;

/** A chunked column of longs. */
public final class LongColumn extends ChunkedColumn {

    private static final int SHIFT = 10;

    public LongColumn() {
        super(SHIFT);
    }

    private LongColumn(LongColumn source) {
        super(source, true);
    }

    /** What the column holds now; immutable. */
    public LongColumn snapshot() {
        return new LongColumn(this);
    }

    public void append(long value) {
        int index = claim();
        ((long[]) chunkOf(index))[offsetOf(index)] = value;
    }

    public long get(int index) {
        Objects.checkIndex(index, size());
        return ((long[]) chunkOf(index))[offsetOf(index)];
    }

    @Override
    Object newChunk() {
        return new long[1 << SHIFT];
    }

    @Override
    Object copyOfChunk(Object chunk, int elements) {
        long[] copy = new long[1 << SHIFT];
        System.arraycopy(chunk, 0, copy, 0, elements);
        return copy;
    }

    @Override
    int bytesPerElement() {
        return Long.BYTES;
    }
}
