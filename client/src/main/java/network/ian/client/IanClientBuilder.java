package network.ian.client;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpClient;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.random.RandomGenerator;
import javax.net.ssl.SSLContext;
import network.ian.client.http.NodeHttp;
import network.ian.client.stream.Pace;
import network.ian.core.config.Secret;
import network.ian.core.runtime.MonotonicClock;
import network.ian.core.runtime.SystemEntropy;
import network.ian.core.runtime.WallClock;

/** Says how a node is to be asked. For one thread. */
public final class IanClientBuilder {

    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int LONGEST_ANSWER = 64 << 20;
    private static final char DELETE = 0x7f;

    private final URI node;
    private Optional<Secret> key = Optional.empty();
    private Optional<SSLContext> tls = Optional.empty();
    private Duration connect = CONNECT;
    private Duration patience = PATIENCE;
    private int longestAnswer = LONGEST_ANSWER;
    private Clock clock = WallClock.system();
    private MonotonicClock monotonic = MonotonicClock.system();
    private RandomGenerator random = SystemEntropy.secureRandom();
    private Pace pace = Pace.DEFAULT;

    IanClientBuilder(String node) {
        this.node = address(node);
    }

    /**
     * Shows this key or token to the node; it is sent nowhere else.
     *
     * @throws IllegalArgumentException if it is none, e.g. for the line break at its end
     */
    public IanClientBuilder key(Secret secret) {
        if (!secret.reveal().chars().allMatch(c -> c > ' ' && c < DELETE)) {
            // Whatever sends it would refuse it, and show it in its exception.
            throw new IllegalArgumentException("no key or token: expected visible ASCII characters only");
        }
        this.key = Optional.of(secret);
        return this;
    }

    /** What to speak TLS with; default: what Java trusts. */
    public IanClientBuilder tls(SSLContext context) {
        this.tls = Optional.of(context);
        return this;
    }

    /** Longest wait for a connection; 5 s. */
    public IanClientBuilder connectTimeout(Duration longest) {
        this.connect = longest;
        return this;
    }

    /** Longest wait for an answer to begin, and again for the rest of it; 30 s. */
    public IanClientBuilder answerTimeout(Duration longest) {
        this.patience = longest;
        return this;
    }

    /** Longest answer that is read, in bytes; 64 MiB. */
    public IanClientBuilder longestAnswer(int bytes) {
        this.longestAnswer = bytes;
        return this;
    }

    /** Dates signed contributions; the system's clock. */
    public IanClientBuilder clock(Clock dates) {
        this.clock = dates;
        return this;
    }

    /** Measures {@link network.ian.client.stream.Subscription#patience}; the system's clock. */
    public IanClientBuilder monotonicClock(MonotonicClock durations) {
        this.monotonic = durations;
        return this;
    }

    /** Spreads reconnections; the system's generator. Must be safe for use by several threads. */
    public IanClientBuilder random(RandomGenerator jitter) {
        this.random = jitter;
        return this;
    }

    /** How the event stream is followed. */
    public IanClientBuilder pace(Pace following) {
        this.pace = following;
        return this;
    }

    /** The client; nothing is sent yet. */
    public IanClient build() {
        HttpClient.Builder http =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(connect);
        tls.ifPresent(http::sslContext);
        return new IanClient(
                node,
                new IanClient.Parts(
                        http.build(),
                        key,
                        new NodeHttp.Bounds(patience, longestAnswer),
                        clock,
                        monotonic,
                        random,
                        pace));
    }

    /**
     * The address of a node, without a slash at its end.
     *
     * @throws IllegalArgumentException if the text is no http or https URL, or has a query or fragment
     */
    public static URI address(String text) {
        try {
            URI uri = new URI(text.endsWith("/") ? text.substring(0, text.length() - 1) : text);
            boolean web = "http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme());
            if (web && uri.getHost() != null && uri.getQuery() == null && uri.getFragment() == null) {
                return uri;
            }
        } catch (URISyntaxException e) {
            // Said below.
        }
        throw new IllegalArgumentException("no address of a node: expected a URL such as http://127.0.0.1:8000");
    }
}
