package network.ian.core.column;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.security.DigestException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Objects;
import java.util.function.ObjIntConsumer;
import java.util.stream.IntStream;
import network.ian.core.crypto.Hash;
import network.ian.core.crypto.Sha256;

/** A chunked column of 32-byte hashes. */
public final class HashColumn extends ChunkedColumn {

    private static final int SHIFT = 9;
    private static final int CHUNK_ELEMENTS = 1 << SHIFT;
    private static final VarHandle WORDS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    public HashColumn() {
        super(SHIFT);
    }

    private HashColumn(HashColumn source, boolean sealed) {
        super(source, sealed);
    }

    /** What the column holds now; immutable. */
    public HashColumn snapshot() {
        return new HashColumn(this, true);
    }

    /** A writer of its own that starts with what this snapshot holds. */
    public HashColumn fork() {
        return new HashColumn(this, false);
    }

    public void append(Hash hash) {
        int index = claim();
        System.arraycopy(hash.view(), 0, chunk(index), offset(index), Hash.SIZE);
    }

    /** Appends the digest of what {@code digest} was fed, and resets it. */
    public void appendDigest(MessageDigest digest) {
        writeDigest(digest, claim());
    }

    /**
     * Appends {@code count} hashes, computed on all processors (the common fork-join pool).
     *
     * @param feed feeds a digest, which starts empty, with the input of the hash at an index of this column
     */
    public void appendDigests(int count, ObjIntConsumer<MessageDigest> feed) {
        int from = size();
        int to = Math.addExact(from, count);
        extendTo(to);
        IntStream.rangeClosed(from >>> SHIFT, (to - 1) >> SHIFT).parallel().forEach(chunk -> {
            MessageDigest digest = Sha256.newDigest();
            int end = Math.min(to, (chunk + 1) << SHIFT);
            for (int i = Math.max(from, chunk << SHIFT); i < end; i++) {
                feed.accept(digest, i);
                writeDigest(digest, i);
            }
        });
    }

    /** Feeds the hash at {@code index} to {@code digest}. */
    public void feed(MessageDigest digest, int index) {
        Objects.checkIndex(index, size());
        digest.update(chunk(index), offset(index), Hash.SIZE);
    }

    /** Feeds the hashes at {@code even} and {@code even + 1}; an even index, so that both are in one chunk. */
    public void feedPair(MessageDigest digest, int even) {
        Objects.checkIndex(even + 1, size());
        digest.update(chunk(even), offset(even), 2 * Hash.SIZE);
    }

    public Hash get(int index) {
        Objects.checkIndex(index, size());
        return Hash.copyOf(chunk(index), offset(index));
    }

    /** Lexicographic comparison of two elements, by unsigned byte. */
    public int compare(int a, int b) {
        return Arrays.compareUnsigned(
                chunk(a), offset(a), offset(a) + Hash.SIZE, chunk(b), offset(b), offset(b) + Hash.SIZE);
    }

    /** Lexicographic comparison of an element with {@code hash}, by unsigned byte. */
    public int compare(int index, Hash hash) {
        return Arrays.compareUnsigned(
                chunk(index), offset(index), offset(index) + Hash.SIZE, hash.view(), 0, Hash.SIZE);
    }

    /** The big-endian 64-bit word number {@code word} (0 to 3) of the hash at {@code index}. */
    public long word(int index, int word) {
        return (long) WORDS.get(chunk(index), offset(index) + word * Long.BYTES);
    }

    /** The big-endian 64-bit word number {@code word} (0 to 3) of {@code hash}. */
    public static long word(Hash hash, int word) {
        return (long) WORDS.get(hash.view(), word * Long.BYTES);
    }

    @Override
    Object newChunk() {
        return new byte[CHUNK_ELEMENTS * Hash.SIZE];
    }

    @Override
    Object copyOfChunk(Object chunk, int elements) {
        byte[] copy = new byte[CHUNK_ELEMENTS * Hash.SIZE];
        System.arraycopy(chunk, 0, copy, 0, elements * Hash.SIZE);
        return copy;
    }

    @Override
    int bytesPerElement() {
        return Hash.SIZE;
    }

    private void writeDigest(MessageDigest digest, int index) {
        try {
            digest.digest(chunk(index), offset(index), Hash.SIZE);
        } catch (DigestException e) {
            throw new IllegalStateException("a chunk has room for whole hashes", e);
        }
    }

    private byte[] chunk(int index) {
        return (byte[]) chunkOf(index);
    }

    private int offset(int index) {
        return offsetOf(index) * Hash.SIZE;
    }
}
