package network.ian.benchmarks;

import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.util.List;
import java.util.Locale;

/** What the heap held at most, garbage included, since a moment; and what of it was live after a collection now. */
public final class HeapPeak {

    private final List<MemoryPoolMXBean> pools = ManagementFactory.getMemoryPoolMXBeans().stream()
            .filter(pool -> pool.getType() == MemoryType.HEAP)
            .toList();

    private HeapPeak() {
        pools.forEach(MemoryPoolMXBean::resetPeakUsage);
    }

    public static HeapPeak fromNow() {
        return new HeapPeak();
    }

    /** The pools' peaks need not fall together, so their sum is an upper bound. */
    public long bytes() {
        return pools.stream().mapToLong(pool -> pool.getPeakUsage().getUsed()).sum();
    }

    public String words() {
        long peak = bytes();
        System.gc();
        long live = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
        return String.format(
                Locale.ROOT,
                "heap at most %.0f MiB of %.0f MiB, live after a collection %.0f MiB, direct buffers %.0f MiB, resident %.0f MiB",
                peak / 0x1p20,
                Runtime.getRuntime().maxMemory() / 0x1p20,
                live / 0x1p20,
                direct() / 0x1p20,
                Machine.residentBytes() / 0x1p20);
    }

    private static long direct() {
        return ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
                .mapToLong(BufferPoolMXBean::getMemoryUsed)
                .sum();
    }
}
