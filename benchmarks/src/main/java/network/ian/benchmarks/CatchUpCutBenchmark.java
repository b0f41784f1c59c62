package network.ian.benchmarks;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** A fresh node with a small heap is killed in the middle of catching up, and started again: what it has is not fetched twice. */
final class CatchUpCutBenchmark {

    private static final int ENTRIES = 150_000;

    private CatchUpCutBenchmark() {}

    static void run(Options options) throws Exception {
        Path data = MillionEntries.directory(options, "catch-up", ENTRIES);
        Path fresh = Files.createTempDirectory("ian-catch-up");
        String heap = "-Xmx" + options.text("heap", "1g");
        try (Child supplier = Child.start(List.of(), "catch-up-node", "--data-dir", data.toString())) {
            int entries = Integer.parseInt(supplier.await("start_entries"));
            String root = supplier.await("root");
            String port = supplier.await("port");
            killed(fresh, heap, port, entries / 2);
            finished(fresh, heap, port, entries, root);
        } finally {
            ScratchNode.delete(fresh);
        }
    }

    private static void killed(Path fresh, String heap, String port, int until) throws Exception {
        try (Child child = child(fresh, heap, port, until)) {
            long started = System.nanoTime();
            report("until the cut", child, started);
            child.kill();
        }
        TimeUnit.SECONDS.sleep(1);
    }

    private static void finished(Path fresh, String heap, String port, int entries, String root) throws Exception {
        long started = System.nanoTime();
        try (Child child = child(fresh, heap, port, entries)) {
            System.out.println("after the cut it held " + child.await("start_entries") + " of " + entries);
            report("after the cut", child, started);
            System.out.println(child.await("end_root").equals(root) ? "roots are equal" : "ROOTS DIFFER");
        }
    }

    private static void report(String when, Child child, long started) throws Exception {
        long fetched = Long.parseLong(child.await("fetched"));
        double seconds = (System.nanoTime() - started) / 1e9;
        System.out.printf(
                Locale.ROOT,
                "%s: %.1f s from the start of its JVM, %.1f MiB of entries came, %s bytes in all; %s%n",
                when,
                seconds,
                fetched / 0x1p20,
                child.await("received_bytes"),
                child.await("heap_peak"));
    }

    private static Child child(Path fresh, String heap, String port, int until) throws Exception {
        return Child.start(
                List.of(heap),
                "catch-up-node",
                "--data-dir",
                fresh.toString(),
                "--seed-port",
                port,
                "--until",
                Integer.toString(until));
    }
}
