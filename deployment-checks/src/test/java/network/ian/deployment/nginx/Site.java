package network.ian.deployment.nginx;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import network.ian.deployment.Output;
import network.ian.deployment.Repository;
import network.ian.deployment.Tool;
import org.awaitility.Awaitility;

/** nginx with {@code deploy/nginx/ian.conf}, on ports that are free, with a certificate of its own. */
final class Site implements AutoCloseable {

    static final String NAME = "ian.example.org";
    static final String STREAM = "stream.ian.example.org";

    private static final String PASSWORD = "changeit";

    private final Path directory;
    private final int plain;
    private final int secure;
    private Process nginx;

    private Site(Path directory, int plain, int secure) {
        this.directory = directory;
        this.plain = plain;
        this.secure = secure;
    }

    /** Writes its files into a new directory and has nginx check them. */
    static Site prepare(Path directory, int api, int stream) throws IOException, GeneralSecurityException {
        Site site = new Site(Files.createDirectories(directory), free(), free());
        site.makeCertificate();
        Files.writeString(directory.resolve("ian.conf"), site.adapted(api, stream));
        // Whoever runs this is root or not; the workers are to be the same user.
        Files.writeString(directory.resolve("nginx.conf"), """
                user root;
                worker_processes 1;
                pid nginx.pid;
                error_log error.log;
                events { worker_connections 512; }
                http {
                    access_log off;
                    client_body_temp_path body;
                    proxy_temp_path proxy;
                    fastcgi_temp_path fastcgi;
                    uwsgi_temp_path uwsgi;
                    scgi_temp_path scgi;
                    include ian.conf;
                }
                """);
        Output.of(site.nginx("-t")).requireSuccess();
        return site;
    }

    /** Starts it and waits until it takes connections. */
    void start() throws IOException {
        nginx = nginx("-g", "daemon off;")
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("out.txt").toFile())
                .start();
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(() -> curl("/health").exitCode() == 0);
    }

    /** What curl says about a path of the site, with its own name and certificate. */
    Output curl(String path, String... options) {
        List<String> command = new ArrayList<>(List.of("curl", "-s", "--max-time", "60"));
        command.addAll(List.of("--cacert", certificate().toString()));
        command.addAll(List.of("--resolve", NAME + ":" + secure + ":127.0.0.1"));
        command.addAll(List.of(options));
        command.add("https://" + NAME + ":" + secure + path);
        return Output.of(new ProcessBuilder(command));
    }

    /** The status of an answer. */
    int status(String path, String... options) {
        List<String> all = new ArrayList<>(List.of("-o", "/dev/null", "-w", "%{http_code}"));
        all.addAll(List.of(options));
        return Integer.parseInt(
                curl(path, all.toArray(String[]::new)).requireSuccess().text());
    }

    int securePort() {
        return secure;
    }

    int plainPort() {
        return plain;
    }

    KeyStore keys() throws IOException, GeneralSecurityException {
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(directory.resolve("keys.p12"))) {
            keys.load(in, PASSWORD.toCharArray());
        }
        return keys;
    }

    @Override
    public void close() {
        if (nginx != null) {
            nginx.destroy();
            assertThat(nginx.onExit().join().exitValue()).isZero();
        }
    }

    private ProcessBuilder nginx(String... options) {
        List<String> command =
                new ArrayList<>(List.of(Tool.path("nginx"), "-p", directory.toString(), "-e", "error.log"));
        command.addAll(List.of("-c", "nginx.conf"));
        command.addAll(List.of(options));
        return new ProcessBuilder(command);
    }

    private Path certificate() {
        return directory.resolve("fullchain.pem");
    }

    /** The file as it stands, but for ports and paths; not every machine that builds has IPv6. */
    private String adapted(int api, int stream) {
        String adapted = Repository.read("deploy/nginx/ian.conf")
                .replaceAll("(?m)^ *listen \\[::].*\\n", "")
                .replace("listen 80;", "listen 127.0.0.1:" + plain + ";")
                .replace("listen 443 ", "listen 127.0.0.1:" + secure + " ")
                .replace("/etc/ssl/ian/", directory + "/")
                .replace("127.0.0.1:8000", "127.0.0.1:" + api)
                .replace("127.0.0.1:9001", "127.0.0.1:" + stream);
        assertThat(adapted).doesNotContain(":8000", ":9001", " 443 ", " 80;", "/etc/ssl/");
        return adapted;
    }

    private void makeCertificate() throws IOException, GeneralSecurityException {
        Output.of(new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "site",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=" + NAME,
                        "-ext",
                        "san=dns:" + NAME + ",dns:" + STREAM,
                        "-validity",
                        "2",
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        PASSWORD,
                        "-keystore",
                        directory.resolve("keys.p12").toString()))
                .requireSuccess();
        Key key = keys().getKey("site", PASSWORD.toCharArray());
        pem("privkey.pem", "PRIVATE KEY", key.getEncoded());
        pem("fullchain.pem", "CERTIFICATE", keys().getCertificate("site").getEncoded());
    }

    private void pem(String file, String what, byte[] content) throws IOException {
        String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content);
        Files.writeString(
                directory.resolve(file), "-----BEGIN " + what + "-----\n" + body + "\n-----END " + what + "-----\n");
    }

    private static int free() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
