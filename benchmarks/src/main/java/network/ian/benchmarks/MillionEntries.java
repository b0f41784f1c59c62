package network.ian.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import network.ian.core.contribution.ContributionRequest;
import network.ian.core.node.Node;

/** Data directories with many entries, made through Ingress once and kept. */
public final class MillionEntries {

    public static final long FIRST_MS = 1_700_000_000_000L;
    static final int KEYS = 16;

    private static final Path PARENT = Path.of("target", "benchmarks");
    private static final int BATCH = 50_000;

    private MillionEntries() {}

    /** The directory that {@code --data-dir} names, with as many entries as {@code --entries}; made where it does not exist. */
    static Path directory(Options options) throws IOException, InterruptedException {
        return directory(options, "million", 1_000_000);
    }

    /** @param name of the directory where the options name none */
    static Path directory(Options options, String name, int byDefault) throws IOException, InterruptedException {
        Path data = options.path("data-dir", PARENT.resolve(name)).toAbsolutePath();
        int entries = options.integer("entries", byDefault);
        if (!Files.exists(data)) {
            make(data, entries);
        }
        System.out.printf(Locale.ROOT, "%s: %.0f MiB%n", data, ScratchNode.bytes(data) / 0x1p20);
        return data;
    }

    /**
     * A data directory with exactly as many entries, below {@code parent}; made where it does not exist, never half.
     *
     * @param entries at least 1
     */
    public static Path in(Path parent, int entries) throws IOException, InterruptedException {
        Path data = parent.resolve("entries-" + entries);
        if (!Files.exists(data)) {
            make(data, entries);
        }
        return data;
    }

    static int entries(Options options) {
        return options.integer("entries", 1_000_000);
    }

    private static void make(Path data, int entries) throws IOException, InterruptedException {
        Files.createDirectories(data.getParent());
        Path unfinished = data.resolveSibling(data.getFileName() + ".unfinished");
        ScratchNode.delete(unfinished);
        SignedRequests source = new SignedRequests(3, KEYS);
        Usage start = Usage.now();
        try (Node node = ScratchNode.open(unfinished)) {
            Ingest ingest = new Ingest(node);
            for (int made = 0; made < entries; made += BATCH) {
                List<ContributionRequest> batch = source.next(Math.min(BATCH, entries - made), FIRST_MS + made);
                ingest.all(batch);
            }
        }
        Files.move(unfinished, data);
        System.out.printf(
                Locale.ROOT,
                "made %d entries in %.0f s%n",
                entries,
                Usage.since(start).seconds());
    }
}
