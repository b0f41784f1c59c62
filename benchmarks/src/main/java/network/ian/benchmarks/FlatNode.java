package network.ian.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import network.ian.core.contribution.ContributionRequest;
import network.ian.core.node.Node;

/**
 * In a process of its own: a node that takes contributions on top of the entries that it has, and says the core time of one.
 * Each line of standard input is a number of contributions; each time they are taken by a fresh copy of the data directory,
 * unless told to go on with the same.
 */
final class FlatNode {

    /** Later than any entry that {@link MillionEntries} makes. */
    private static final long FIRST_MS = MillionEntries.FIRST_MS + 100_000_000;

    private static final int SEED = 11;

    private final SignedRequests source = new SignedRequests(SEED, MillionEntries.KEYS);
    private final Path data;
    private long nextMs = FIRST_MS;

    private FlatNode(Path data) {
        this.data = data;
    }

    static void run(Options options) throws Exception {
        FlatNode flat = new FlatNode(options.path("data-dir", Path.of("data")));
        BufferedReader orders = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        if (options.text("anew", "false").equals("true")) {
            for (String order = orders.readLine(); order != null; order = orders.readLine()) {
                flat.anew(Integer.parseInt(order));
            }
        } else {
            flat.onAndOn(orders);
        }
    }

    private void anew(int contributions) throws Exception {
        Path copy = data.resolveSibling(data.getFileName() + "-copy");
        ScratchNode.copy(data, copy);
        try (Node node = ScratchNode.open(copy)) {
            take(node, contributions);
        } finally {
            ScratchNode.delete(copy);
        }
    }

    private void onAndOn(BufferedReader orders) throws IOException, InterruptedException {
        try (Node node = ScratchNode.open(data)) {
            for (String order = orders.readLine(); order != null; order = orders.readLine()) {
                take(node, Integer.parseInt(order));
            }
        }
    }

    private void take(Node node, int contributions) throws InterruptedException {
        List<ContributionRequest> requests = source.next(contributions, nextMs);
        nextMs += contributions;
        int before = ScratchNode.logSize(node);
        Usage start = Usage.now();
        new Ingest(node).all(requests);
        Usage used = Usage.since(start);
        System.out.printf(
                Locale.ROOT,
                "%d entries before, %.0f/s%ncpu_micros=%.3f%n",
                before,
                contributions / used.seconds(),
                used.ownNanos() / 1e3 / contributions);
    }
}
