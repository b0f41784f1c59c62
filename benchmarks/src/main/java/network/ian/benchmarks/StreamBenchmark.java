package network.ian.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import network.ian.core.contribution.ContributionRequest;
import network.ian.core.contribution.ContributionRequestCodec;
import network.ian.core.runtime.WallClock;

/**
 * Ingest with clients of the event stream, one of which never reads, by turns with ingest without them; over HTTP and
 * in-process. The clients are a process of their own on the same cores.
 */
final class StreamBenchmark {

    private static final int PER_MILLISECOND = 20;

    private final SignedRequests source;
    private final int contributions;
    private final int clients;
    private final Way http = new Way("HTTP");
    private final Way inside = new Way("in-process");
    private long nextMs;
    private ScratchApi api;

    /** A way in, and what was measured on it. */
    private static final class Way {
        private final String name;
        private final Median without = new Median();
        private final Median with = new Median();
        private final Median ratio = new Median();
        private final Median cores = new Median();
        private final Median nodeCpu = new Median();
        private final Median clientCpu = new Median();

        private Way(String name) {
            this.name = name;
        }

        private void print() {
            System.out.println(name + " without, a second        " + without.words("%.0f"));
            System.out.println(name + " with, a second           " + with.words("%.0f"));
            System.out.println(name + " with / without           " + ratio.words("%.3f"));
            System.out.println(name + " core time without / with " + cores.words("%.3f"));
            System.out.println(name + " node's CPU with / without " + nodeCpu.words("%.3f"));
            System.out.println(name + " clients' cores           " + clientCpu.words("%.3f"));
        }
    }

    /** A turn: what this process and the clients took. */
    private record Turn(Usage usage, long clientNanos) {

        /** Cores that neither this process nor the clients took. */
        private double others() {
            return Math.max(0, usage.otherCores() - (double) clientNanos / usage.wallNanos());
        }
    }

    private interface Work {
        void run() throws InterruptedException;
    }

    private StreamBenchmark(Options options) {
        this.source = new SignedRequests(8, options.integer("keys", 16));
        this.contributions = options.integer("contributions", 40_000);
        this.clients = options.integer("clients", 1_000);
    }

    static void run(Options options) throws Exception {
        Path data = Files.createTempDirectory("ian-stream");
        try {
            new StreamBenchmark(options).run(data, options);
        } finally {
            ScratchNode.delete(data);
        }
    }

    private void run(Path data, Options options) throws Exception {
        try (ScratchApi opened = ScratchApi.open(data)) {
            api = opened;
            HttpPoster poster = new HttpPoster(api.port(), options.integer("connections", 64));
            Ingest ingest = new Ingest(api.node());
            System.out.println(
                    contributions + " contributions a turn, " + clients + " clients, one of them never reads");
            HeapPeak heap = HeapPeak.fromNow();
            Rounds rounds = new Rounds(options, 2, 5);
            while (rounds.goOn()) {
                round(rounds, ingest, poster);
            }
            System.out.println(rounds.words());
            System.out.println("node with clients and the load generator: " + heap.words());
        }
        http.print();
        inside.print();
    }

    private void round(Rounds rounds, Ingest ingest, HttpPoster poster) throws IOException, InterruptedException {
        List<ContributionRequest> first = requests();
        Turn insideWithout = turn("in-process without", () -> ingest.all(first));
        List<byte[]> second = posts();
        Turn httpWithout = turn("HTTP without", () -> poster.all(second));
        List<ContributionRequest> third = requests();
        Turn insideWith = crowded("in-process with", () -> ingest.all(third));
        List<byte[]> fourth = posts();
        Turn httpWith = crowded("HTTP with", () -> poster.all(fourth));
        if (rounds.counts(insideWithout.others(), httpWithout.others(), insideWith.others(), httpWith.others())) {
            add(inside, insideWithout, insideWith);
            add(http, httpWithout, httpWith);
        }
    }

    private void add(Way way, Turn without, Turn with) {
        way.without.add(contributions / without.usage().seconds());
        way.with.add(contributions / with.usage().seconds());
        way.ratio.add(without.usage().seconds() / with.usage().seconds());
        long nodeWith = with.usage().ownNanos();
        way.cores.add((double) without.usage().ownNanos() / (nodeWith + with.clientNanos()));
        way.nodeCpu.add((double) nodeWith / without.usage().ownNanos());
        way.clientCpu.add((double) with.clientNanos() / with.usage().wallNanos());
    }

    private Turn crowded(String name, Work work) throws IOException, InterruptedException {
        try (Child crowd = Child.start(
                List.of("-Xmx64m", "-XX:TieredStopAtLevel=1"),
                "stream-crowd",
                "--port",
                Integer.toString(api.streamPort()),
                "--clients",
                Integer.toString(clients))) {
            crowd.await("connected");
            double sent = api.sample("ian_stream_sent_bytes_total");
            double messages = api.sample("ian_stream_sent_messages_total");
            double gaps = api.sample("ian_stream_gaps_total");
            long cpu = crowd.cpuNanos();
            Turn turn = turn(name, work);
            long clientNanos = crowd.cpuNanos() - cpu;
            System.out.printf(
                    Locale.ROOT,
                    "  sent %.1f MiB in %.0f messages, %.0f gaps told, clients took %.3f cores, dropped %.0f%n",
                    (api.sample("ian_stream_sent_bytes_total") - sent) / 0x1p20,
                    api.sample("ian_stream_sent_messages_total") - messages,
                    api.sample("ian_stream_gaps_total") - gaps,
                    (double) clientNanos / turn.usage().wallNanos(),
                    api.sample("ian_stream_dropped_clients_total"));
            return new Turn(turn.usage(), clientNanos);
        }
    }

    private Turn turn(String name, Work work) throws InterruptedException {
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
        return new Turn(used, 0);
    }

    private List<byte[]> posts() {
        return requests().stream()
                .map(request -> HttpPoster.request(ContributionRequestCodec.encode(request)))
                .toList();
    }

    /** With the time of now: the API takes nothing older than two minutes. */
    private List<ContributionRequest> requests() {
        nextMs = Math.max(nextMs, WallClock.system().millis());
        List<ContributionRequest> requests = source.next(contributions, nextMs, PER_MILLISECOND);
        nextMs += contributions / PER_MILLISECOND;
        return requests;
    }
}
