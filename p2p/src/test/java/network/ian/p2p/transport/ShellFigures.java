package network.ian.p2p.transport;

import static network.ian.p2p.transport.RunningNode.soon;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.OperatingSystemMXBean;
import io.netty.util.ResourceLeakDetector;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.ssl.SSLContext;
import network.ian.core.codec.Bytes;
import network.ian.core.runtime.MonotonicClock;
import network.ian.core.runtime.NamedThreads;
import network.ian.p2p.peer.Peer;
import network.ian.p2p.protocol.ProtocolConfig;
import network.ian.p2p.wire.Head;
import network.ian.p2p.wire.Message;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the shell carries on loopback, both ends in one process. Figures, not limits. */
@Tag("proof")
class ShellFigures {

    private static final int FRAME_BYTES = 64 * 1024;
    private static final long TOTAL_BYTES = 256L << 20;
    private static final int CONNECTIONS = 300;

    @TempDir
    private Path data;

    private final MonotonicClock ticker = MonotonicClock.system();
    private ResourceLeakDetector.Level level;

    @BeforeEach
    void noTracking() {
        level = ResourceLeakDetector.getLevel();
        ResourceLeakDetector.setLevel(ResourceLeakDetector.Level.DISABLED);
    }

    @AfterEach
    void tracking() {
        ResourceLeakDetector.setLevel(level);
    }

    @Test
    void throughputOfLongFrames() throws IOException {
        try (RunningNode node = new RunningNode(data.resolve("1"));
                Stranger stranger = Stranger.welcome(node.network.port())) {
            List<Head> heads = stranger.next(Message.Hello.class).heads();
            stranger.send(
                    new Message.Hello(ProtocolConfig.VERSION, "ian-test", "stranger", 1, Optional.empty(), heads));
            soon().until(() -> node.peers().size() == 1);
            AtomicLong taken = new AtomicLong();
            Thread reader = NamedThreads.daemon("reader").newThread(() -> drain(stranger, taken));
            reader.start();
            stream(node, taken, TOTAL_BYTES / 8);
            long started = ticker.nanos();
            long cpu = cpuNanos();
            stream(node, taken, TOTAL_BYTES);
            double seconds = (ticker.nanos() - started) / 1e9;
            double cpuSeconds = (cpuNanos() - cpu) / 1e9;
            say(
                    "throughput: %.0f MB/s in frames of %d bytes; %.0f MB per second of CPU, both ends",
                    TOTAL_BYTES / 1e6 / seconds, FRAME_BYTES, TOTAL_BYTES / 1e6 / cpuSeconds);
        }
    }

    @Test
    void connectionsPerSecond() throws IOException {
        try (RunningNode node = new RunningNode(data.resolve("1"))) {
            SSLContext passport = Stranger.passport();
            greet(node, passport, CONNECTIONS / 3);
            long started = ticker.nanos();
            long cpu = cpuNanos();
            greet(node, passport, CONNECTIONS);
            double seconds = (ticker.nanos() - started) / 1e9;
            double cpuMillis = (cpuNanos() - cpu) / 1e6 / CONNECTIONS;
            say(
                    "connections: %.0f/s one after another, TLS and Hello; %.1f ms of CPU each, both ends",
                    CONNECTIONS / seconds, cpuMillis);
            soon().until(() -> node.links() == 0);
        }
    }

    private static void greet(RunningNode node, SSLContext passport, int times) throws IOException {
        for (int i = 0; i < times; i++) {
            try (Stranger stranger = Stranger.welcome(node.network.port(), passport)) {
                assertThat(stranger.next(Message.Hello.class)).isNotNull();
            }
        }
    }

    private static void stream(RunningNode from, AtomicLong taken, long bytes) {
        Message message = new Message.Reconcile(
                1, from.node.goals().iterator().next().spec().topic(), true, Bytes.wrap(new byte[FRAME_BYTES]));
        long before = taken.get();
        for (long sent = 0; sent < bytes; ) {
            sent += from.network
                    .ask(protocol -> fill(from, protocol.peers().get(0), message))
                    .join();
        }
        soon().atMost(60, TimeUnit.SECONDS).until(() -> taken.get() - before >= bytes);
    }

    private static void drain(Stranger stranger, AtomicLong taken) {
        byte[] room = new byte[FRAME_BYTES];
        try {
            InputStream in = stranger.socket.getInputStream();
            for (int read = in.read(room); read >= 0; read = in.read(room)) {
                taken.addAndGet(read);
            }
        } catch (IOException closed) {
            assertThat(closed).isNotNull();
        }
    }

    private static long fill(RunningNode from, Peer peer, Message message) {
        long sent = 0;
        while (!from.network.links().congested(peer)) {
            from.network.links().send(peer, message);
            sent += FRAME_BYTES;
        }
        return sent;
    }

    /** What this process has spent: other processes of a busy machine do not count. */
    private static long cpuNanos() {
        return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime();
    }

    private static void say(String form, Object... values) {
        System.out.println(String.format(Locale.ROOT, form, values));
    }
}
