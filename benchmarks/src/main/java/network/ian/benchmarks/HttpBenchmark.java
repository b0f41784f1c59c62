package network.ian.benchmarks;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import network.ian.core.contribution.ContributionRequest;
import network.ian.core.contribution.ContributionRequestCodec;
import network.ian.core.runtime.WallClock;

/**
 * Signed contributions a second over HTTP on loopback, by turns with the same in-process. The clients are threads of this
 * process and share its heap and its core time with the server, which shows where the time of each thread goes; in the suite's measurement of
 * this name they are another process, so that the core time is the node's alone.
 */
final class HttpBenchmark {

    private static final int PER_MILLISECOND = 20;

    private final Median http = new Median();
    private final Median inProcess = new Median();
    private final Median ratio = new Median();
    private final SignedRequests source;
    private final int contributions;
    private long nextMs;

    private HttpBenchmark(Options options) {
        this.source = new SignedRequests(6, options.integer("keys", 16));
        this.contributions = options.integer("contributions", 40_000);
    }

    static void run(Options options) throws Exception {
        Path data = Files.createTempDirectory("ian-http");
        try {
            new HttpBenchmark(options).run(data, options);
        } finally {
            ScratchNode.delete(data);
        }
    }

    private void run(Path data, Options options) throws Exception {
        int connections = options.integer("connections", 64);
        try (ScratchApi api = ScratchApi.open(data)) {
            HttpPoster poster = new HttpPoster(api.port(), connections);
            System.out.println(contributions + " contributions a round, " + connections + " connections");
            Rounds rounds = new Rounds(options, 3, 5);
            while (rounds.goOn()) {
                round(rounds, new Ingest(api.node()), poster);
            }
            System.out.println(rounds.words());
        }
        System.out.println("in-process, a second    " + inProcess.words("%.0f"));
        System.out.println("over HTTP, a second     " + http.words("%.0f"));
        System.out.println("HTTP / in-process       " + ratio.words("%.2f"));
    }

    private void round(Rounds rounds, Ingest ingest, HttpPoster poster) throws InterruptedException {
        List<ContributionRequest> direct = requests();
        Usage inside = used("in-process", () -> ingest.all(direct));
        List<byte[]> posts = requests().stream()
                .map(request -> HttpPoster.request(ContributionRequestCodec.encode(request)))
                .toList();
        Usage outside = used("HTTP", () -> poster.all(posts));
        if (rounds.counts(inside, outside)) {
            inProcess.add(contributions / inside.seconds());
            http.add(contributions / outside.seconds());
            ratio.add(inside.seconds() / outside.seconds());
        }
    }

    /** With the time of now: the API takes nothing older than two minutes. */
    private List<ContributionRequest> requests() {
        nextMs = Math.max(nextMs, WallClock.system().millis());
        List<ContributionRequest> requests = source.next(contributions, nextMs, PER_MILLISECOND);
        nextMs += contributions / PER_MILLISECOND;
        return requests;
    }

    private interface Work {
        void run() throws InterruptedException;
    }

    private Usage used(String name, Work work) throws InterruptedException {
        ThreadTimes threads = ThreadTimes.now();
        Usage start = Usage.now();
        work.run();
        Usage used = Usage.since(start);
        System.out.printf(
                Locale.ROOT,
                "%s: %.0f/s, all CPU %.1f us each, others took %.2f cores, load %s%n  %s%n",
                name,
                contributions / used.seconds(),
                used.ownNanos() / 1e3 / contributions,
                used.otherCores(),
                Machine.loadAverage(),
                ThreadTimes.since(threads, used, contributions));
        return used;
    }
}
