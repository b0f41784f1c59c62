package network.ian.benchmarks.http;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import network.ian.benchmarks.Ingest;
import network.ian.benchmarks.Options;
import network.ian.benchmarks.ScratchApi;
import network.ian.benchmarks.ScratchNode;
import network.ian.benchmarks.SignedRequests;
import network.ian.core.contribution.ContributionRequest;
import network.ian.core.ingest.Entrance;
import network.ian.core.node.Goal;
import network.ian.core.runtime.WallClock;

/**
 * The server of the reads in a process of its own, until standard input ends: a node with entries that serves the API, and, with
 * {@code --bare}, constant answers beside it. Both kinds hold the same node and can be told to ingest, so that they differ in nothing but
 * who answers. Each line of standard input says how many contributions to
 * take in a second, and for how many seconds.
 */
public final class ReadServer {

    private static final int KEYS = 16;
    private static final int BATCH = 20_000;
    private static final long FIRST_MS = 1_700_000_000_000L;
    private static final long SECOND_NANOS = 1_000_000_000L;

    private final SignedRequests source = new SignedRequests(9, KEYS);
    private final ScratchApi api;

    private ReadServer(ScratchApi api) {
        this.api = api;
    }

    /** Serves as the options say; returns when standard input ends. */
    public static void run(Options options) throws Exception {
        Path data = options.path("data-dir", Path.of("data"));
        try (ScratchApi api = ScratchApi.open(data)) {
            ReadServer server = new ReadServer(api);
            server.fill(options.integer("entries", 100_000));
            if (options.text("bare", "").isEmpty()) {
                server.serve(api.port());
            } else {
                Path bodies = options.path("bare", data);
                try (BareRoute bare = new BareRoute(body(bodies, Target.STATUS), body(bodies, Target.LEADERBOARD))) {
                    server.serve(bare.port());
                }
            }
        }
    }

    private void fill(int entries) throws InterruptedException {
        Ingest ingest = new Ingest(api.node());
        for (int made = 0; made < entries; made += BATCH) {
            ingest.all(source.next(Math.min(BATCH, entries - made), FIRST_MS + made));
        }
    }

    private void serve(int port) throws IOException {
        System.out.println("port=" + port);
        BufferedReader orders = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
        for (String line = orders.readLine(); line != null; line = orders.readLine()) {
            int seconds = Integer.parseInt(line.substring(line.indexOf(' ') + 1));
            int perSecond = Integer.parseInt(line.substring(0, line.indexOf(' ')));
            List<ContributionRequest> requests =
                    source.next(perSecond * seconds, WallClock.system().millis(), Math.max(1, perSecond / 1000));
            System.out.println("begins=" + requests.size());
            System.out.println("accepted=" + ingest(requests, perSecond));
        }
    }

    /**
     * As peers' news come in: each waits for no other, and is durable as soon as may be.
     *
     * @return how many were accepted, once every answer has come
     */
    private long ingest(List<ContributionRequest> requests, int perSecond) {
        Goal goal = ScratchNode.goal(api.node());
        List<CompletableFuture<Boolean>> answers = new ArrayList<>(requests.size());
        long start = System.nanoTime();
        for (int i = 0; i < requests.size(); i++) {
            long due = start + i * SECOND_NANOS / perSecond;
            while (System.nanoTime() < due) {
                LockSupport.parkNanos(due - System.nanoTime());
            }
            // One that is refused does not end it: the rest is paced alike.
            answers.add(api.node()
                    .ingress()
                    .submit(goal, requests.get(i), Entrance.DOOR)
                    .thenApply(outcome -> outcome.accepted()));
        }
        return answers.stream().filter(CompletableFuture::join).count();
    }

    private static byte[] body(Path directory, Target target) throws IOException {
        return Files.readAllBytes(directory.resolve(target.word()));
    }
}
