package network.ian.core.column;

import java.util.Arrays;

/**
 * An array of fixed-width elements in chunks, with one writer and immutable snapshots that share its chunks.
 *
 * <p>The writer only appends and truncates. Appending never touches what a snapshot can see, so it happens in place;
 * truncating below the end of a snapshot copies the list of chunks and the one chunk that is cut, nothing else.
 *
 * <p>A snapshot may be read by any thread that received it through a happens-before edge (a volatile field, a queue).
 */
abstract class ChunkedColumn {

    private static final int ARRAY_HEADER_BYTES = 16;
    private static final int REFERENCE_BYTES = 4;
    private static final int FIRST_SPINE = 4;

    private final int shift;
    private final boolean sealed;
    private Object[] chunks;
    private int size;
    private int shared;

    /** An empty column with 2^{@code shift} elements a chunk. */
    ChunkedColumn(int shift) {
        this.shift = shift;
        this.sealed = false;
        this.chunks = new Object[FIRST_SPINE];
    }

    /** A snapshot of {@code source} (sealed), or a writer of its own that starts with what the snapshot {@code source} holds. */
    ChunkedColumn(ChunkedColumn source, boolean sealed) {
        this.shift = source.shift;
        this.sealed = sealed;
        this.size = source.size;
        this.chunks = source.chunks;
        if (sealed) {
            source.shared = source.size;
        } else if (source.sealed) {
            unshareFrom(size);
        } else {
            throw new IllegalStateException("two writers cannot share chunks: fork a snapshot");
        }
    }

    abstract Object newChunk();

    /** A copy of the first {@code elements} of {@code chunk}, with room for the rest. */
    abstract Object copyOfChunk(Object chunk, int elements);

    abstract int bytesPerElement();

    public final int size() {
        return size;
    }

    /** Drops everything from index {@code newSize} on. */
    public final void truncate(int newSize) {
        requireWriter();
        if (newSize < 0 || newSize > size) {
            throw new IndexOutOfBoundsException("truncate to " + newSize + " of " + size);
        }
        if (newSize < shared) {
            unshareFrom(newSize);
        }
        size = newSize;
    }

    /** Bytes of the arrays held, on a JVM with compressed references. */
    public final long memoryBytes() {
        long held = 0;
        for (Object chunk : chunks) {
            held += chunk == null ? 0 : 1;
        }
        long chunkBytes = ARRAY_HEADER_BYTES + ((long) bytesPerElement() << shift);
        return ARRAY_HEADER_BYTES + (long) REFERENCE_BYTES * chunks.length + held * chunkBytes;
    }

    /** Makes room for one more element and returns its index. */
    final int claim() {
        requireWriter();
        int index = size;
        ensureChunk(index >>> shift);
        size = index + 1;
        return index;
    }

    /** Makes room up to {@code newSize} elements, whose values the caller then writes. */
    final void extendTo(int newSize) {
        requireWriter();
        for (int chunk = size >>> shift; chunk <= (newSize - 1) >>> shift; chunk++) {
            ensureChunk(chunk);
        }
        size = newSize;
    }

    final Object chunkOf(int index) {
        return chunks[index >>> shift];
    }

    final int offsetOf(int index) {
        return index & ((1 << shift) - 1);
    }

    private void ensureChunk(int chunk) {
        if (chunk >= chunks.length) {
            chunks = Arrays.copyOf(chunks, Math.max(chunk + 1, chunks.length + (chunks.length >> 1)));
        }
        if (chunks[chunk] == null) {
            chunks[chunk] = newChunk();
        }
    }

    private void unshareFrom(int index) {
        int whole = index >>> shift;
        int rest = offsetOf(index);
        Object[] own = Arrays.copyOf(Arrays.copyOf(chunks, whole), Math.max(FIRST_SPINE, chunks.length));
        if (rest > 0) {
            own[whole] = copyOfChunk(chunks[whole], rest);
        }
        chunks = own;
        shared = index;
    }

    private void requireWriter() {
        if (sealed) {
            throw new IllegalStateException("a snapshot cannot change");
        }
    }
}
