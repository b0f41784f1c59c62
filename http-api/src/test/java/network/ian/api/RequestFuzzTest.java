package network.ian.api;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import network.ian.api.access.Credentials;
import network.ian.api.access.TrustedProxies;
import network.ian.api.http.QueryString;
import network.ian.api.http.RefusedException;
import network.ian.core.config.AddressRange;
import network.ian.core.fuzz.FuzzContract;
import network.ian.core.fuzz.FuzzTarget;
import network.ian.core.fuzz.FuzzTarget.Allocation;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

/**
 * Requests as bytes on the wire, against a real server: whatever comes, the answer is one of HTTP and no 5xx, and the next
 * request is answered. Beside it the parsers of a request's parts by themselves.
 */
class RequestFuzzTest extends FuzzContract {

    private static final String GOAL = RunningApi.GOAL;
    private static final int SILENCE_MILLIS = 20_000;
    private static final List<String> WORDS = List.of(
            "\r\n",
            "\n",
            "\r",
            " ",
            "\t",
            ":",
            "%00",
            "%2e%2e/",
            "../",
            "?",
            "&",
            "=",
            "#",
            "HTTP/1.0",
            "HTTP/2.0",
            "HTTP/1.1",
            "Content-Length: 5\r\n",
            "Content-Length: -1\r\n",
            "Content-Length: 99999999999999999999\r\n",
            "Transfer-Encoding: chunked\r\n",
            "Expect: 100-continue\r\n",
            "Range: bytes=0-1\r\n",
            "Upgrade: websocket\r\n",
            "If-None-Match: *\r\n",
            "Accept-Encoding: gzip\r\n",
            "Host: \r\n",
            "Connection: upgrade\r\n",
            "POST",
            "TRACE",
            "PRI *");

    @TempDir
    Path data;

    private RunningApi api;

    @AfterEach
    void stop() {
        if (api != null) {
            api.close();
        }
    }

    @Override
    protected long few() {
        return 120;
    }

    @Override
    protected List<FuzzTarget> targets() throws Exception {
        if (api == null) {
            api = RunningApi.start(data);
        }
        TrustedProxies proxies = new TrustedProxies(List.of(
                AddressRange.parse("127.0.0.1").orElseThrow(),
                AddressRange.parse("10.0.0.0/8").orElseThrow()));
        return List.of(
                new FuzzTarget(
                        "request on the wire",
                        requests(),
                        WORDS,
                        List.of(RefusedException.class),
                        new Allocation(64, 1 << 20),
                        20_000,
                        this::answered),
                new FuzzTarget(
                        "query",
                        octets("from=0&limit=10&root=" + "ab".repeat(32), "channels=a,b&since=68f3a1c2d4e5-1"),
                        List.of("&", "=", "%", "%zz", "%F0%9F", "+", "%00", "&limit=1&limit=2"),
                        List.of(RefusedException.class),
                        new Allocation(64, 64 << 10),
                        1_000_000,
                        input -> QueryString.parse(latin(input))),
                new FuzzTarget(
                        "headers of access",
                        octets(
                                "Bearer ian_4f0c9d21a7be_" + "ab".repeat(32),
                                "203.0.113.7, 10.1.2.3",
                                "[2001:db8::1]:80"),
                        List.of("bearer ", ",", "[", "]", "::", "%eth0", "0x7f.1", "999.1.1.1", " "),
                        List.of(),
                        new Allocation(128, 64 << 10),
                        1_000_000,
                        input -> {
                            Credentials.of(java.util.Optional.of(latin(input)), java.util.Optional.of(latin(input)));
                            proxies.client("127.0.0.1", List.of(latin(input)));
                        }));
    }

    /** Nothing at all is an answer too: to what is no whole request. Versions and codings may be refused as not implemented. */
    private void answered(byte[] request) throws IOException {
        String answer = exchange(request);
        boolean failed = answer.matches("(?s)HTTP/1\\.1 5.*") && !answer.matches("(?s)HTTP/1\\.1 50[15] .*");
        if (failed || answer.contains("\tat ") || !(answer.isEmpty() || answer.startsWith("HTTP/1.1 "))) {
            throw new AssertionError("answered: " + answer.substring(0, Math.min(300, answer.length())));
        }
        if (!answer.startsWith("HTTP/1.1 2")) {
            throw RefusedException.malformed("request", "refused");
        }
    }

    /** Says that nothing more comes, so that nobody waits for the rest of half a request. */
    private String exchange(byte[] request) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), api.port)) {
            socket.setSoTimeout(SILENCE_MILLIS);
            socket.getOutputStream().write(request);
            socket.shutdownOutput();
            return latin(socket.getInputStream().readAllBytes());
        } catch (SocketException e) {
            // The server may close before it has read everything, which is its right.
            return "";
        }
    }

    private static List<byte[]> requests() {
        String close = " HTTP/1.1\r\nHost: ian\r\nConnection: close\r\n";
        return octets(
                "GET /api/v1/log/" + GOAL + "?from=0&limit=10" + close + "\r\n",
                "HEAD /api/v1/status/" + GOAL + close + "Accept: application/json\r\n\r\n",
                "GET /" + close + "If-None-Match: \"x\"\r\nAccept-Encoding: gzip\r\n\r\n",
                "GET /metrics" + close + "X-Forwarded-For: 1.2.3.4\r\n\r\n",
                "GET /api/v1/whoami" + close + "X-API-Key: \r\nCookie: a=b\r\n\r\n");
    }

    private static String latin(byte[] input) {
        return new String(input, StandardCharsets.ISO_8859_1);
    }

    private static List<byte[]> octets(String... texts) {
        return java.util.stream.Stream.of(texts)
                .map(text -> text.getBytes(StandardCharsets.ISO_8859_1))
                .toList();
    }
}
