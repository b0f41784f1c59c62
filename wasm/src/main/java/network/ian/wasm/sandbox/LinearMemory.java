package network.ian.wasm.sandbox;

import com.dylibso.chicory.runtime.ConstantEvaluators;
import com.dylibso.chicory.runtime.Instance;
import com.dylibso.chicory.runtime.Memory;
import com.dylibso.chicory.runtime.TrapException;
import com.dylibso.chicory.wasm.types.ActiveDataSegment;
import com.dylibso.chicory.wasm.types.DataSegment;
import com.dylibso.chicory.wasm.types.MemoryLimits;
import com.dylibso.chicory.wasm.types.PassiveDataSegment;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * An agent's memory: one array, exactly as long as the pages in use, so that the array's bounds are the memory's. Growing copies it, which
 * the agent pays for. Every access outside is a trap and changes nothing. One thread.
 */
final class LinearMemory implements Memory {

    private static final VarHandle SHORTS =
            MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle INTS = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private final MemoryLimits limits;
    private byte[] bytes;
    private int pages;
    private DataSegment[] segments = {};

    /** A memory of the smallest size that the limits name; its largest is below 2 GiB. */
    LinearMemory(MemoryLimits limits) {
        this.limits = limits;
        this.pages = limits.initialPages();
        this.bytes = new byte[Math.multiplyExact(pages, PAGE_SIZE)];
    }

    @Override
    public int pages() {
        return pages;
    }

    @Override
    public int grow(int more) {
        if (more < 0 || more > limits.maximumPages() - pages) {
            return -1;
        }
        int before = pages;
        int after = before + more;
        long size = (long) after * PAGE_SIZE;
        if (size > Integer.MAX_VALUE - PAGE_SIZE) {
            return -1;
        }
        if (more > 0) {
            bytes = Arrays.copyOf(bytes, (int) size);
            pages = after;
        }
        return before;
    }

    @Override
    public int initialPages() {
        return limits.initialPages();
    }

    @Override
    public int maximumPages() {
        return limits.maximumPages();
    }

    @Override
    public boolean shared() {
        return false;
    }

    /** Copies the active segments, which are then gone (WebAssembly 2.0, section 4.5.4). */
    @Override
    public void initialize(Instance instance, DataSegment[] dataSegments) {
        segments = dataSegments == null ? new DataSegment[0] : dataSegments;
        for (int i = 0; i < segments.length; i++) {
            if (segments[i] instanceof ActiveDataSegment active) {
                int address = (int) ConstantEvaluators.computeConstantValue(instance, active.offsetInstructions())[0];
                write(address, active.data(), 0, active.data().length);
                drop(i);
            }
        }
    }

    @Override
    public void initPassiveSegment(int segment, int destination, int offset, int size) {
        write(destination, segments[segment].data(), offset, size);
    }

    @Override
    public void drop(int segment) {
        segments[segment] = PassiveDataSegment.EMPTY;
    }

    @Override
    public void write(int address, byte[] data, int offset, int size) {
        check(offset, size, data.length);
        check(address, size, bytes.length);
        System.arraycopy(data, offset, bytes, address, size);
    }

    @Override
    public byte[] readBytes(int address, int size) {
        check(address, size, bytes.length);
        return Arrays.copyOfRange(bytes, address, address + size);
    }

    @Override
    public void copy(int destination, int source, int size) {
        check(destination, size, bytes.length);
        check(source, size, bytes.length);
        System.arraycopy(bytes, source, bytes, destination, size);
    }

    @Override
    public void fill(byte value, int from, int to) {
        int size = to - from;
        check(from, size, bytes.length);
        Arrays.fill(bytes, from, to, value);
    }

    @Override
    public void zero() {
        Arrays.fill(bytes, (byte) 0);
    }

    @Override
    public byte read(int address) {
        try {
            return bytes[address];
        } catch (IndexOutOfBoundsException e) {
            throw outside();
        }
    }

    @Override
    public short readShort(int address) {
        try {
            return (short) SHORTS.get(bytes, address);
        } catch (IndexOutOfBoundsException e) {
            throw outside();
        }
    }

    @Override
    public long readU16(int address) {
        return readShort(address) & 0xFFFF;
    }

    @Override
    public int readInt(int address) {
        try {
            return (int) INTS.get(bytes, address);
        } catch (IndexOutOfBoundsException e) {
            throw outside();
        }
    }

    @Override
    public long readLong(int address) {
        try {
            return (long) LONGS.get(bytes, address);
        } catch (IndexOutOfBoundsException e) {
            throw outside();
        }
    }

    @Override
    public long readF32(int address) {
        return readInt(address);
    }

    @Override
    public float readFloat(int address) {
        return Float.intBitsToFloat(readInt(address));
    }

    @Override
    public long readF64(int address) {
        return readLong(address);
    }

    @Override
    public double readDouble(int address) {
        return Double.longBitsToDouble(readLong(address));
    }

    @Override
    public void writeByte(int address, byte value) {
        try {
            bytes[address] = value;
        } catch (IndexOutOfBoundsException e) {
            throw outside();
        }
    }

    @Override
    public void writeShort(int address, short value) {
        try {
            SHORTS.set(bytes, address, value);
        } catch (IndexOutOfBoundsException e) {
            throw outside();
        }
    }

    @Override
    public void writeI32(int address, int value) {
        try {
            INTS.set(bytes, address, value);
        } catch (IndexOutOfBoundsException e) {
            throw outside();
        }
    }

    @Override
    public void writeLong(int address, long value) {
        try {
            LONGS.set(bytes, address, value);
        } catch (IndexOutOfBoundsException e) {
            throw outside();
        }
    }

    @Override
    public void writeF32(int address, float value) {
        writeI32(address, Float.floatToRawIntBits(value));
    }

    @Override
    public void writeF64(int address, double value) {
        writeLong(address, Double.doubleToRawLongBits(value));
    }

    @Override
    @SuppressWarnings("removal")
    public Object lock(int address) {
        throw noThreads();
    }

    @Override
    @SuppressWarnings("removal")
    public int waitOn(int address, int expected, long timeout) {
        throw noThreads();
    }

    @Override
    @SuppressWarnings("removal")
    public int waitOn(int address, long expected, long timeout) {
        throw noThreads();
    }

    @Override
    @SuppressWarnings("removal")
    public int notify(int address, int maxThreads) {
        throw noThreads();
    }

    /** Address, size and what holds them are unsigned. */
    private static void check(int address, int size, int length) {
        if (Integer.toUnsignedLong(address) + Integer.toUnsignedLong(size) > length) {
            throw outside();
        }
    }

    private static TrapException outside() {
        return new TrapException("out of bounds memory access");
    }

    private static UnsupportedOperationException noThreads() {
        return new UnsupportedOperationException("threads are not accepted");
    }
}
