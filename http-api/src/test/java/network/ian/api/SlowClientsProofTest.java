package network.ian.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import network.ian.core.runtime.MonotonicClock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** All slow clients at once, for as long as they are let: others are served meanwhile, and each kind is cut off in its time. */
@Tag("proof")
class SlowClientsProofTest {

    private static final String HEAD = "GET /api/v1/info HTTP/1.1\r\nHost: ian\r\n";
    private static final String POST =
            "POST /api/v1/contribute HTTP/1.1\r\nHost: ian\r\nContent-Length: 100000\r\n\r\n";
    private static final String LONG = "GET /docs/swagger-ui-bundle.js HTTP/1.1\r\nHost: ian\r\n\r\n";
    /** 10 s, and 1.4 MB at 16 KiB a second. */
    private static final int READERS_SECONDS = 120;

    private static final int MOST_THREADS = 64 + 20;

    @TempDir
    private Path data;

    private final MonotonicClock clock = MonotonicClock.system();
    private RunningApi api;
    private long started;
    private long worstMillis;
    private int mostThreads;

    /** One kind of slow client. */
    private static final class Crowd {

        private final String name;
        private final List<Socket> open = new ArrayList<>();
        private long goneSeconds;

        private Crowd(String name) {
            this.name = name;
        }
    }

    @BeforeEach
    void start() throws IOException {
        api = RunningApi.start(data);
        started = clock.nanos();
    }

    @AfterEach
    void stop() {
        api.close();
    }

    @Test
    void othersAreServedAndEachIsCutOff() throws IOException {
        int threadsBefore = ManagementFactory.getThreadMXBean().getThreadCount();
        long heapBefore = liveBytes();
        int length = api.get("/docs/swagger-ui-bundle.js").response().body().length;
        Crowd heads = crowd("slow heads", 300, HEAD);
        Crowd bodies = crowd("slow bodies", 40, POST);
        Crowd idle = crowd("idle", 1_200, "");
        Crowd readers = crowd("slow readers", 80, LONG);
        List<Crowd> crowds = List.of(heads, bodies, idle);
        long heap = liveBytes();
        await().pollInterval(Duration.ofSeconds(1))
                .atMost(Duration.ofMinutes(6))
                .until(() -> {
                    dribble(heads, "X");
                    dribble(bodies, "x");
                    crowds.forEach(this::look);
                    readers.open.forEach(SlowClientsProofTest::isCutOff);
                    probe();
                    mostThreads = Math.max(
                            mostThreads, ManagementFactory.getThreadMXBean().getThreadCount() - threadsBefore);
                    return crowds.stream().allMatch(crowd -> crowd.open.isEmpty()) && seconds() > READERS_SECONDS;
                });
        for (Socket socket : readers.open) {
            // What its kernel had taken can still be read, and then comes the end.
            socket.setSoTimeout(10_000);
            assertThat(endsBefore(socket, length)).isTrue();
        }
        crowds.forEach(crowd -> System.out.println(crowd.name + ": all cut off after " + crowd.goneSeconds + " s"));
        System.out.printf(
                Locale.ROOT,
                "slowest answer to others %d ms; %d threads more; live heap %.1f MiB more with all of them (both ends)%n",
                worstMillis,
                mostThreads,
                (heap - heapBefore) / 0x1p20);
        assertThat(mostThreads).isLessThan(MOST_THREADS);
        assertThat(heap - heapBefore).isLessThan(256L << 20);
        assertThat(bodies.goneSeconds).as("5 s of grace").isLessThan(60);
        assertThat(idle.goneSeconds).as("30 s").isBetween(29L, 60L);
        assertThat(heads.goneSeconds).as("105 s").isBetween(100L, 140L);
    }

    private Crowd crowd(String name, int size, String text) throws IOException {
        Crowd crowd = new Crowd(name);
        for (int i = 0; i < size; i++) {
            Socket socket = new Socket();
            socket.setReceiveBufferSize(4_096);
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), api.port));
            socket.setSoTimeout(1);
            socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
            crowd.open.add(socket);
        }
        return crowd;
    }

    /** A byte on each; who was cut off is left out. */
    private static void dribble(Crowd crowd, String octet) {
        crowd.open.removeIf(socket -> {
            try {
                socket.getOutputStream().write(octet.getBytes(StandardCharsets.US_ASCII));
                return false;
            } catch (IOException gone) {
                return true;
            }
        });
    }

    /** Takes a byte from each, which keeps a slow reader from being idle, and forgets who was cut off. */
    private void look(Crowd crowd) {
        crowd.open.removeIf(SlowClientsProofTest::isCutOff);
        if (crowd.open.isEmpty() && crowd.goneSeconds == 0) {
            crowd.goneSeconds = seconds();
        }
    }

    private long seconds() {
        return (clock.nanos() - started) / 1_000_000_000L;
    }

    private static boolean endsBefore(Socket socket, int length) throws IOException {
        try {
            return socket.getInputStream().readAllBytes().length < length;
        } catch (SocketException reset) {
            return true;
        }
    }

    private static boolean isCutOff(Socket socket) {
        try {
            return socket.getInputStream().read(new byte[1_024]) < 0;
        } catch (SocketTimeoutException nothing) {
            return false;
        } catch (IOException gone) {
            return true;
        }
    }

    private void probe() {
        long before = clock.nanos();
        assertThat(api.get("/api/v1/status/" + RunningApi.GOAL).status()).isEqualTo(200);
        worstMillis = Math.max(worstMillis, (clock.nanos() - before) / 1_000_000);
    }

    private static long liveBytes() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}
