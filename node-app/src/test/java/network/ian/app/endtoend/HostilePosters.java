package network.ian.app.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import network.ian.core.codec.Bytes;

/**
 * Clients at one address that submit hostile modules one after the other, each anew. Who is turned away comes back when the
 * node said.
 */
final class HostilePosters {

    private static final Path MODULES = Path.of(
            System.getProperty("ian.root", ".."), "wasm/src/test/resources/network/ian/wasm/hostile/modules.txt");
    private static final List<String> CHOSEN = List.of(
            "loop",
            "grow-loop",
            "recursion",
            "doubling-calls",
            "trap-unreachable",
            "fill-loop",
            "huge-table",
            "recursion-with-locals",
            "loop-of-indirect-calls",
            "copy-loop",
            "nan-loop",
            "deep-then-trap",
            "import-wasi-clock",
            "fibonacci");
    private static final int[] HUGE_HEAD = {
        0,
        'a',
        's',
        'm',
        1,
        0,
        0,
        0, // header
        1,
        11,
        2,
        0x60,
        1,
        0x7E,
        0,
        0x60,
        2,
        0x7F,
        0x7F,
        1,
        0x7C, // types
        3,
        3,
        2,
        0,
        1,
        5,
        3,
        1,
        0,
        1 // functions, one page
    };

    private final AgentClient client;
    private final List<Module> modules;
    private final AtomicInteger next = new AtomicInteger();
    private final AtomicInteger turnedAway = new AtomicInteger();
    private final Map<String, Queue<Duration>> decided = new ConcurrentSkipListMap<>();
    private final Queue<Throwable> failures = new ConcurrentLinkedQueue<>();
    private final Queue<String> unexpected = new ConcurrentLinkedQueue<>();

    private record Module(String name, Bytes wasm, String expected) {}

    HostilePosters(NodeProcess node, String address) {
        this.client = new AgentClient(node, address);
        this.modules = modules();
    }

    /** Submits each module once and waits for each answer. */
    String eachAlone() throws InterruptedException {
        CountDownLatch never = new CountDownLatch(1);
        for (Module module : modules) {
            post(module, never);
        }
        areRight();
        String times = slowest();
        assertThat(decided.keySet()).as(times).hasSize(modules.size());
        decided.clear();
        return times;
    }

    /** Starts this many clients. */
    Attack attack(int clients) {
        CountDownLatch end = new CountDownLatch(1);
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < clients; i++) {
            Thread thread = new Thread(() -> run(end), "hostile-" + i);
            thread.setDaemon(true);
            threads.add(thread);
            thread.start();
        }
        return new Attack(this, end, threads);
    }

    /** Clients that go on until it is closed. */
    record Attack(HostilePosters posters, CountDownLatch end, List<Thread> threads) implements AutoCloseable {

        /** Ends the clients when they have their answers; fails if one was not what is right. */
        @Override
        public void close() {
            end.countDown();
            try {
                for (Thread thread : threads) {
                    thread.join(TimeUnit.SECONDS.toMillis(120));
                    assertThat(thread.isAlive())
                            .as(thread.getName() + " goes on")
                            .isFalse();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new AssertionError("interrupted", e);
            }
            posters.areRight();
        }
    }

    int decided() {
        return decided.values().stream().mapToInt(Queue::size).sum();
    }

    int turnedAway() {
        return turnedAway.get();
    }

    /** The slowest answer to each module. */
    String slowest() {
        StringBuilder text = new StringBuilder();
        decided.forEach((name, times) -> text.append(String.format(
                "%s %dx, to %.2f s; ",
                name,
                times.size(),
                times.stream().mapToLong(Duration::toMillis).max().orElse(0) / 1e3)));
        return text.toString();
    }

    private void areRight() {
        assertThat(failures).isEmpty();
        assertThat(unexpected).isEmpty();
    }

    private void run(CountDownLatch end) {
        try {
            while (end.getCount() > 0) {
                post(modules.get(next.getAndIncrement() % modules.size()), end);
            }
        } catch (InterruptedException | RuntimeException | Error e) {
            failures.add(e);
        }
    }

    private void post(Module module, CountDownLatch end) throws InterruptedException {
        AgentClient.Answer answer = client.contribute(module.wasm.toArray());
        int status = answer.reply().status();
        if (status == 503 && answer.retryAfter().isPresent()) {
            turnedAway.incrementAndGet();
            end.await(answer.retryAfter().getAsInt(), TimeUnit.SECONDS);
        } else if (status == 200 && answer.rejection().equals(module.expected)) {
            decided.computeIfAbsent(module.name, name -> new ConcurrentLinkedQueue<>())
                    .add(answer.took());
        } else {
            unexpected.add(module.name + ": " + status + " " + answer.reply().text());
        }
    }

    private static List<Module> modules() {
        List<Module> all = new ArrayList<>();
        try {
            for (String line : Files.readAllLines(MODULES)) {
                String[] parts = line.split("\\|", 3);
                if (CHOSEN.contains(parts[0])) {
                    all.add(new Module(parts[0], Bytes.wrap(Base64.getDecoder().decode(parts[1])), parts[2]));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        assertThat(all).hasSize(CHOSEN.size());
        all.add(new Module("function-of-120-kb", Bytes.wrap(functionOf(40_000)), "EVALUATION_TIMEOUT"));
        all.add(new Module("function-of-24-kb", Bytes.wrap(functionOf(8_000)), "EVALUATION_TIMEOUT"));
        return all;
    }

    /** An agent whose one function has so many times {@code i32.const 0, drop}, three bytes each. */
    private static byte[] functionOf(int pairs) {
        ByteArrayOutputStream act = new ByteArrayOutputStream();
        act.write(0);
        for (int i = 0; i < pairs; i++) {
            act.writeBytes(new byte[] {0x41, 0, 0x1A});
        }
        act.writeBytes(new byte[] {0x44, 0, 0, 0, 0, 0, 0, (byte) 0xF0, 0x3F, 0x0B});
        ByteArrayOutputStream code = new ByteArrayOutputStream();
        code.writeBytes(new byte[] {2, 2, 0, 0x0B});
        sized(code, act);
        ByteArrayOutputStream module = new ByteArrayOutputStream();
        for (int octet : HUGE_HEAD) {
            module.write(octet);
        }
        exports(module);
        module.write(10);
        sized(module, code);
        return module.toByteArray();
    }

    private static void exports(ByteArrayOutputStream module) {
        ByteArrayOutputStream exports = new ByteArrayOutputStream();
        exports.write(3);
        export(exports, "memory", 2, 0);
        export(exports, "ian_agent_init", 0, 0);
        export(exports, "ian_agent_act", 0, 1);
        module.write(7);
        sized(module, exports);
    }

    private static void export(ByteArrayOutputStream to, String name, int kind, int index) {
        byte[] octets = name.getBytes(StandardCharsets.US_ASCII);
        to.write(octets.length);
        to.writeBytes(octets);
        to.write(kind);
        to.write(index);
    }

    private static void sized(ByteArrayOutputStream to, ByteArrayOutputStream content) {
        int rest = content.size();
        while (rest > 0x7F) {
            to.write((rest & 0x7F) | 0x80);
            rest >>>= 7;
        }
        to.write(rest);
        to.writeBytes(content.toByteArray());
    }
}
