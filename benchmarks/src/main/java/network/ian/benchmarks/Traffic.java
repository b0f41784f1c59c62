package network.ian.benchmarks;

import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Collectors;
import network.ian.p2p.port.PeerTelemetry;
import network.ian.p2p.wire.MessageType;

/** Counts a node's frames, in bytes before TLS. */
public final class Traffic implements PeerTelemetry {

    private final Map<MessageType, Count> received = counts();
    private final Map<MessageType, Count> sent = counts();
    private final LongAdder limited = new LongAdder();
    private final AtomicLong firstEntries = new AtomicLong();

    private record Count(LongAdder frames, LongAdder bytes) {

        void add(int size) {
            frames.increment();
            bytes.add(size);
        }
    }

    @Override
    public void received(MessageType type, int bytes) {
        received.get(type).add(bytes);
        if (type == MessageType.ENTRIES) {
            firstEntries.compareAndSet(0, System.nanoTime());
        }
    }

    @Override
    public void sent(MessageType type, int bytes) {
        sent.get(type).add(bytes);
    }

    @Override
    public void rateLimited(String scope) {
        limited.increment();
    }

    /** Monotonic; 0 if none came. */
    long firstEntriesNanos() {
        return firstEntries.get();
    }

    long bytesReceived() {
        return bytes(received);
    }

    /** Bytes of frames in both directions. */
    long bytes() {
        return bytes(received) + bytes(sent);
    }

    /** Bytes of frames with entries that came in. */
    long entriesReceived() {
        return received.get(MessageType.ENTRIES).bytes.sum();
    }

    public String words() {
        return "received " + words(received) + "; sent " + words(sent) + "; over a budget " + limited.sum();
    }

    private static long bytes(Map<MessageType, Count> counts) {
        return counts.values().stream().mapToLong(count -> count.bytes.sum()).sum();
    }

    private static String words(Map<MessageType, Count> counts) {
        return counts.entrySet().stream()
                .filter(entry -> entry.getValue().frames.sum() > 0)
                .map(entry -> String.format(
                        Locale.ROOT,
                        "%s %d (%.2f MiB)",
                        entry.getKey(),
                        entry.getValue().frames.sum(),
                        entry.getValue().bytes.sum() / 0x1p20))
                .collect(Collectors.joining(", "));
    }

    private static Map<MessageType, Count> counts() {
        Map<MessageType, Count> counts = new EnumMap<>(MessageType.class);
        for (MessageType type : MessageType.values()) {
            counts.put(type, new Count(new LongAdder(), new LongAdder()));
        }
        return counts;
    }
}
