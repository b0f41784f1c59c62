package network.ian.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Map;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import network.ian.api.tls.ApiCertificate;
import network.ian.api.tls.SelfSigned;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The API behind its own TLS, with clients that trust one certificate each. */
class TlsTest {

    private static final Instant END = Instant.parse("2040-01-01T00:00:00Z");
    private static final Instant LATER = Instant.parse("2050-01-01T00:00:00Z");

    @TempDir
    private Path data;

    @TempDir
    private Path files;

    @Test
    void servesBothVersionsAndTakesOverANewPairButNoBrokenOne() throws Exception {
        SelfSigned first = SelfSigned.make("RSA", 1, END);
        SelfSigned second = SelfSigned.make("Ed25519", 2, LATER);
        SelfSigned third = SelfSigned.make("EC", 3, END);
        first.write(files);
        Map<String, String> tls = Map.of(
                "IAN_API_TLS_CERT_FILE", files.resolve("cert.pem").toString(),
                "IAN_API_TLS_KEY_FILE", files.resolve("key.pem").toString());
        try (RunningApi api = RunningApi.start(data, tls)) {
            ApiCertificate certificate = api.certificate.orElseThrow();
            for (String version : new String[] {"TLSv1.3", "TLSv1.2"}) {
                assertThat(shown(api, first, version)).isEqualTo(first.certificate());
            }
            assertThatThrownBy(() -> shown(api, first, "TLSv1.1")).isInstanceOf(IOException.class);
            assertThat(answer(api, first, "another.example"))
                    .startsWith("HTTP/1.1 200 OK")
                    .contains("Strict-Transport-Security: max-age=15552000\r\n");
            String metrics = get(api, first, "/metrics");
            assertThat(metrics).contains(expiry(END));
            assertThatThrownBy(() -> get(api, second, "/health")).isInstanceOf(SSLException.class);
            assertThat(Files.readString(data.resolve(ApiCertificate.FILE))).startsWith("-----BEGIN CERTIFICATE-----");

            second.write(files);
            certificate.check();
            assertThat(shown(api, first, "TLSv1.3")).isEqualTo(first.certificate());
            certificate.check();
            assertThat(get(api, second, "/metrics")).contains(expiry(LATER));
            assertThat(shown(api, second, "TLSv1.3")).isEqualTo(second.certificate());

            third.write(files);
            Files.writeString(files.resolve("cert.pem"), "no certificate");
            certificate.check();
            certificate.check();
            certificate.check();
            assertThat(get(api, second, "/health")).isEqualTo("OK");

            third.write(files);
            certificate.check();
            certificate.check();
            assertThat(get(api, third, "/health")).isEqualTo("OK");
        }
    }

    @Test
    void withoutTlsThereIsNoSeriesAndNoFile() throws Exception {
        try (RunningApi api = RunningApi.start(data)) {
            assertThat(api.get("/metrics").text())
                    .contains("# TYPE ian_cert_expiry_timestamp_seconds gauge")
                    .doesNotContain("ian_cert_expiry_timestamp_seconds{certificate=\"api\"");
            assertThat(data.resolve(ApiCertificate.FILE)).doesNotExist();
        }
    }

    private static String expiry(Instant end) {
        return "ian_cert_expiry_timestamp_seconds{certificate=\"api\",} " + (double) end.getEpochSecond();
    }

    private static String get(RunningApi api, SelfSigned trusted, String path)
            throws IOException, InterruptedException {
        HttpClient client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .sslContext(trusting(trusted))
                .build();
        URI address = URI.create("https://127.0.0.1:" + api.port + path);
        return client.send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString())
                .body();
    }

    private static X509Certificate shown(RunningApi api, SelfSigned trusted, String version) throws IOException {
        try (SSLSocket socket = (SSLSocket) trusting(trusted).getSocketFactory().createSocket("127.0.0.1", api.port)) {
            socket.setEnabledProtocols(new String[] {version});
            socket.startHandshake();
            assertThat(socket.getSession().getProtocol()).isEqualTo(version);
            return (X509Certificate) socket.getSession().getPeerCertificates()[0];
        }
    }

    /** To a request for a host that the certificate is not for. */
    private static String answer(RunningApi api, SelfSigned trusted, String host) throws IOException {
        try (SSLSocket socket = (SSLSocket) trusting(trusted).getSocketFactory().createSocket("127.0.0.1", api.port)) {
            String request = "GET /health HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
        }
    }

    static SSLContext trusting(SelfSigned trusted) {
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            store.setCertificateEntry("it", trusted.certificate());
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(store);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            return context;
        } catch (java.security.GeneralSecurityException | IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
