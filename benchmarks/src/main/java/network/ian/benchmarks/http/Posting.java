package network.ian.benchmarks.http;

import java.io.BufferedOutputStream;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import network.ian.benchmarks.Child;
import network.ian.benchmarks.HttpPoster;
import network.ian.benchmarks.Options;
import network.ian.benchmarks.ScratchApi;
import network.ian.benchmarks.SignedRequests;
import network.ian.benchmarks.Usage;
import network.ian.core.contribution.ContributionRequest;
import network.ian.core.contribution.ContributionRequestCodec;
import network.ian.core.runtime.WallClock;

/** A node in this process, and another process that posts signed contributions to it over HTTP on loopback. */
public final class Posting implements AutoCloseable {

    private static final int KEYS = 16;
    private static final int PER_MILLISECOND = 20;
    private static final int CONNECTIONS = 32;

    private final SignedRequests source;
    private final Path posts;
    private final ScratchApi api;
    private final Child poster;
    private long nextMs;

    private Posting(Path directory, long seed) throws IOException {
        this.source = new SignedRequests(seed, KEYS);
        this.posts = directory.resolve("posts");
        this.api = ScratchApi.open(directory.resolve("node"));
        this.poster = Child.start(List.of("-Xmx256m"), "http-poster", "--port", Integer.toString(api.port()));
    }

    static Posting open(Path directory, long seed) throws IOException {
        return new Posting(directory, seed);
    }

    /**
     * What a turn took.
     *
     * @param seconds from the first request to the last answer
     * @param nodeNanos core time of this process, which is the node's
     */
    record Turn(double seconds, long nodeNanos) {}

    ScratchApi api() {
        return api;
    }

    /** Signed with the time of now: the API takes nothing older than two minutes. */
    List<ContributionRequest> requests(int count) {
        nextMs = Math.max(nextMs, WallClock.system().millis());
        List<ContributionRequest> requests = source.next(count, nextMs, PER_MILLISECOND);
        nextMs += count / PER_MILLISECOND;
        return requests;
    }

    /** Has them posted; fails if one of them is not accepted. */
    Turn post(List<ContributionRequest> requests) throws IOException {
        try (DataOutputStream out = new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(posts)))) {
            for (ContributionRequest request : requests) {
                byte[] octets = HttpPoster.request(ContributionRequestCodec.encode(request));
                out.writeInt(octets.length);
                out.write(octets);
            }
        }
        poster.say(posts.toString());
        poster.await("read");
        Usage start = Usage.now();
        poster.say("go");
        double seconds = Long.parseLong(poster.await("posted")) / 1e9;
        return new Turn(seconds, Usage.since(start).ownNanos());
    }

    /** The other process: reads the file that a line names, and posts what is in it after the next line. */
    public static void run(Options options) throws Exception {
        HttpPoster poster = new HttpPoster(options.integer("port", 0), CONNECTIONS);
        try (BufferedReader orders = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            for (String file = orders.readLine(); file != null; file = orders.readLine()) {
                List<byte[]> requests = read(Path.of(file));
                System.out.println("read=" + requests.size());
                if (orders.readLine() == null) {
                    return;
                }
                long start = System.nanoTime();
                poster.all(requests);
                System.out.println("posted=" + (System.nanoTime() - start));
            }
        }
    }

    private static List<byte[]> read(Path file) throws IOException {
        List<byte[]> requests = new ArrayList<>();
        byte[] all = Files.readAllBytes(file);
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(all))) {
            while (in.available() > 0) {
                requests.add(in.readNBytes(in.readInt()));
            }
        }
        return requests;
    }

    @Override
    public void close() throws IOException {
        poster.close();
        api.close();
    }
}
