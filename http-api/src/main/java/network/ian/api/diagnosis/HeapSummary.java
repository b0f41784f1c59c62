package network.ian.api.diagnosis;

import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryUsage;
import java.util.List;

/**
 * How the process's memory is used now, in bytes.
 *
 * @param maxBytes most that the heap may take; -1 if nobody has set that
 * @param pools the heap's and other areas
 * @param collectors what has been collected since the start
 */
public record HeapSummary(
        long usedBytes,
        long committedBytes,
        long maxBytes,
        long nonHeapUsedBytes,
        List<Pool> pools,
        List<Collector> collectors) {

    /** An area of memory. */
    public record Pool(String name, long usedBytes, long committedBytes, long maxBytes) {}

    /** A garbage collector's work since the start. */
    public record Collector(String name, long collections, long totalMillis) {}

    /** Takes one. */
    public static HeapSummary take() {
        MemoryUsage heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage();
        return new HeapSummary(
                heap.getUsed(),
                heap.getCommitted(),
                heap.getMax(),
                ManagementFactory.getMemoryMXBean().getNonHeapMemoryUsage().getUsed(),
                ManagementFactory.getMemoryPoolMXBeans().stream()
                        .map(HeapSummary::pool)
                        .toList(),
                ManagementFactory.getGarbageCollectorMXBeans().stream()
                        .map(HeapSummary::collector)
                        .toList());
    }

    private static Pool pool(MemoryPoolMXBean pool) {
        MemoryUsage usage = pool.getUsage();
        return usage == null
                ? new Pool(pool.getName(), 0, 0, -1)
                : new Pool(pool.getName(), usage.getUsed(), usage.getCommitted(), usage.getMax());
    }

    private static Collector collector(GarbageCollectorMXBean collector) {
        return new Collector(collector.getName(), collector.getCollectionCount(), collector.getCollectionTime());
    }
}
