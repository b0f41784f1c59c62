package network.ian.p2p.transport;

import io.netty.buffer.ByteBufAllocator;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Fails a test class that loses a buffer: what is collected without having been released is reported here by
 * {@link RecordingLeakDetector}, which this module's build names to Netty.
 */
final class LeakWatch implements BeforeAllCallback, AfterAllCallback {

    private static final List<String> LEAKS = new CopyOnWriteArrayList<>();
    private static final int ROUNDS = 5;

    @Override
    public void beforeAll(ExtensionContext context) {
        LEAKS.clear();
    }

    @Override
    public void afterAll(ExtensionContext context) {
        List<String> found = collect();
        if (!found.isEmpty()) {
            throw new AssertionError(found.size() + " buffers were lost, the first: " + found.get(0));
        }
    }

    /** What was lost so far, once the collector has been asked to look. */
    static List<String> collect() {
        for (int round = 0; round < ROUNDS; round++) {
            System.gc();
            // A detector looks for what was collected whenever it tracks something new.
            for (int i = 0; i < 64; i++) {
                ByteBufAllocator.DEFAULT.heapBuffer(16).release();
                ByteBufAllocator.DEFAULT.directBuffer(16).release();
            }
        }
        return List.copyOf(LEAKS);
    }

    static void record(String leak) {
        LEAKS.add(leak);
    }
}
