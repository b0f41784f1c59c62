package network.ian.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Requests whose end a proxy might see elsewhere than this node (RFC 9112 section 11.2). Each carries a second request in its bytes, and
 * none may get it answered: what is in doubt is refused and the connection closed, what is not in doubt is read to its end.
 */
class SmugglingTest {

    private static final String HIDDEN = "GET /api/v1/whoami HTTP/1.1\r\nHost: ian\r\nConnection: close\r\n\r\n";
    private static final String POST =
            "POST /api/v1/contribute HTTP/1.1\r\nHost: ian\r\nContent-Type: application/json\r\n";
    private static final String GET = "GET /api/v1/info HTTP/1.1\r\nHost: ian\r\n";
    private static final String CLOSE = "Connection: close\r\n";
    private static final String EMPTY = "0\r\n\r\n";
    private static final Pattern STATUS = Pattern.compile("HTTP/1\\.1 ([0-9]{3})");

    private static RunningApi api;
    private static RawClient raw;

    @TempDir
    private static Path data;

    private record Attack(String name, String bytes) {

        @Override
        public String toString() {
            return name;
        }
    }

    @BeforeAll
    static void start() throws IOException {
        api = RunningApi.start(data);
        raw = new RawClient(api.port);
    }

    @AfterAll
    static void stop() {
        api.close();
    }

    @ParameterizedTest
    @MethodSource({"framings", "chunks", "heads"})
    void isRefusedAndTheConnectionClosed(Attack attack) {
        String answer = raw.untilClosed(attack.bytes);
        assertThat(STATUS.matcher(answer).results().map(found -> found.group(1)))
                .as(answer)
                .singleElement()
                .asString()
                .matches("4..|501|505");
        assertThat(answer).doesNotContain("anonymous");
        assertThat(api.get("/health/live").status()).isEqualTo(200);
    }

    @ParameterizedTest
    @MethodSource("bodies")
    void aBodyIsReadToItsEndAndNeverAnswered(Attack attack) {
        String answer = raw.untilClosed(attack.bytes);
        assertThat(STATUS.matcher(answer).results()).as(answer).hasSize(1);
        assertThat(answer).doesNotContain("anonymous");
    }

    @Test
    void aBodyThatMayStillComeEndsTheConnection() {
        String answer = raw.exchange(GET + "Expect: 100-continue\r\nContent-Length: 10\r\n\r\n");
        assertThat(answer).startsWith("HTTP/1.1 200").contains("Connection: close");
    }

    @Test
    void noOtherProtocolIsTakenUp() {
        String upgrade =
                GET + "Connection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AAMAAABk\r\n\r\n";
        assertThat(raw.exchange(upgrade + "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"))
                .startsWith("HTTP/1.1 200")
                .contains("HTTP/1.1 426")
                .doesNotContain(" 101 ");
        assertThat(raw.exchange("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n")).startsWith("HTTP/1.1 426");
        assertThat(raw.exchange("CONNECT evil.example:80 HTTP/1.1\r\nHost: evil.example:80\r\n" + CLOSE + "\r\n"))
                .startsWith("HTTP/1.1 4");
    }

    @Test
    void anAbsoluteTargetMustBeThatOfTheHostHeader() {
        String path = "/api/v1/info HTTP/1.1\r\nHost: ian\r\n" + CLOSE + "\r\n";
        assertThat(raw.exchange("GET http://ian" + path)).startsWith("HTTP/1.1 200");
        assertThat(raw.exchange("GET http://evil.example" + path)).startsWith("HTTP/1.1 400");
    }

    static Stream<Attack> framings() {
        String both = "Content-Length: " + (EMPTY.length() + HIDDEN.length()) + "\r\n";
        return Stream.of(
                posted("length and chunks", both + "Transfer-Encoding: chunked", EMPTY),
                posted("chunks and length", "Transfer-Encoding: chunked\r\n" + both.strip(), EMPTY),
                posted("two lengths", "Content-Length: 0\r\nContent-Length: " + HIDDEN.length(), ""),
                posted("the same length twice", "Content-Length: 2\r\nContent-Length: 2", "{}"),
                posted("a list of lengths", "Content-Length: 2, 2", "{}"),
                posted("signed length", "Content-Length: +2", "{}"),
                posted("length in hex", "Content-Length: 0x2", "{}"),
                posted("empty length", "Content-Length: ", ""),
                posted("length, space, colon", "Content-Length : 2", "{}"),
                posted("xchunked", "Transfer-Encoding: xchunked", EMPTY),
                posted("identity", "Transfer-Encoding: identity", EMPTY),
                posted("identity, chunked", "Transfer-Encoding: identity, chunked", EMPTY),
                posted("chunked, identity", "Transfer-Encoding: chunked, identity", EMPTY),
                posted("chunked twice", "Transfer-Encoding: chunked, chunked", EMPTY),
                posted("chunked, nothing", "Transfer-Encoding: chunked,", EMPTY),
                posted("gzip, chunked", "Transfer-Encoding: gzip, chunked", EMPTY),
                posted("chunked in two headers", "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked", EMPTY),
                posted("two codings in two headers", "Transfer-Encoding: x\r\nTransfer-Encoding: chunked", EMPTY),
                posted("chunked after a tab and a control", "Transfer-Encoding:\t\u000bchunked", EMPTY),
                posted("quoted", "Transfer-Encoding: \"chunked\"", EMPTY),
                posted("coding, space, colon", "Transfer-Encoding : chunked", EMPTY),
                posted("coding, tab, colon", "Transfer-Encoding\t: chunked", EMPTY),
                posted("folded coding", "Transfer-Encoding:\r\n chunked", EMPTY),
                posted("compressed body", "Content-Encoding: gzip\r\nContent-Length: 2", "{}"),
                new Attack(
                        "chunks in HTTP/1.0",
                        POST.replace("1.1", "1.0") + "Connection: keep-alive\r\nTransfer-Encoding: chunked\r\n\r\n"
                                + EMPTY + HIDDEN));
    }

    static Stream<Attack> chunks() {
        return Stream.of(
                chunked("negative", "-2\r\n{}\r\n" + EMPTY),
                chunked("0x", "0x2\r\n{}\r\n" + EMPTY),
                chunked("beyond every number", "10000000000000002\r\n{}\r\n" + EMPTY),
                chunked("many zeros", "0".repeat(100_000) + "2\r\n{}\r\n" + EMPTY),
                chunked("space after the size", "2 \r\n{}\r\n" + EMPTY),
                chunked("longer than its size", "2\r\n{}xx" + EMPTY),
                chunked("lone line feeds", "0\n\n"),
                chunked("line feed in an extension", "2;a\n{}\r\n" + EMPTY),
                chunked("endless extension", "2;" + "a".repeat(200_000) + "\r\n{}\r\n" + EMPTY),
                chunked("long extensions", ("1;" + "a".repeat(2_000) + "\r\n \r\n").repeat(200) + EMPTY),
                chunked("endless trailers", "0\r\n" + "X-A: b\r\n".repeat(20_000) + "\r\n"));
    }

    static Stream<Attack> heads() {
        return Stream.of(
                new Attack("lone line feeds", (GET + "\r\n").replace("\r\n", "\n") + HIDDEN),
                got("line feed before a coding", "X-A: b\nTransfer-Encoding: chunked"),
                got("carriage return before a coding", "X-A: b\rTransfer-Encoding: chunked"),
                got("folded header", "X-A: b\r\n c"),
                got("space before the colon", "X-A : b"),
                got("no name", ": b"),
                got("zero byte", "X-A: b\0c"),
                got("two hosts", "Host: other"),
                got("unknown expectation", "Expect: y"),
                got("2,000 headers", "X-A: b\r\n".repeat(2_000).strip()),
                new Attack("no host", "GET /api/v1/info HTTP/1.1\r\n\r\n" + HIDDEN),
                new Attack("blank host", "GET /api/v1/info HTTP/1.1\r\nHost: \r\n\r\n" + HIDDEN),
                new Attack("tabs in the first line", "GET\t/api/v1/info\tHTTP/1.1\r\nHost: ian\r\n\r\n" + HIDDEN),
                new Attack("HTTP/0.9", "GET /api/v1/info\r\n\r\n" + HIDDEN));
    }

    static Stream<Attack> bodies() {
        String length = CLOSE + "Content-Length: " + HIDDEN.length() + "\r\n\r\n" + HIDDEN;
        String chunks = CLOSE + "Transfer-Encoding: chunked\r\n\r\n" + Integer.toHexString(HIDDEN.length()) + "\r\n"
                + HIDDEN + "\r\n" + EMPTY;
        return Stream.of(
                new Attack("GET with a length", GET + length),
                new Attack("GET in chunks", GET + chunks),
                new Attack("HEAD with a length", GET.replace("GET", "HEAD") + length),
                new Attack("GET of what is not there", GET.replace("info", "nothing") + length),
                new Attack("POST where GET is", GET.replace("GET", "POST") + length),
                new Attack("POST in chunks", POST + chunks),
                new Attack(
                        "a length that is said to be of the connection",
                        GET + "Connection: Content-Length\r\n" + length),
                new Attack("asking first", GET + "Expect: 100-continue\r\n" + length),
                new Attack("HTTP/1.0", GET.replace("1.1", "1.0") + length));
    }

    private static Attack posted(String name, String headers, String body) {
        return new Attack(name, POST + headers + "\r\n\r\n" + body + HIDDEN);
    }

    private static Attack chunked(String name, String body) {
        return new Attack("chunk: " + name, POST + "Transfer-Encoding: chunked\r\n\r\n" + body + HIDDEN);
    }

    private static Attack got(String name, String header) {
        return new Attack(name, GET + header + "\r\n\r\n" + HIDDEN);
    }
}
