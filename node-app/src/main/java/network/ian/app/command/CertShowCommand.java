package network.ian.app.command;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import network.ian.app.certificate.CertificateReport;
import network.ian.app.certificate.Certificates;
import network.ian.app.cli.Console;
import network.ian.app.cli.ExitCode;
import network.ian.app.client.NodeOptions;
import network.ian.client.http.RawAnswer;
import network.ian.core.config.ConfigException;
import network.ian.core.config.LoadedConfig;
import network.ian.core.node.DataDirectoryLock;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code ian cert show}: reads the files; where a node runs on them, also says whether it shows them. */
@Command(
        name = "show",
        description =
                "Show the certificates of the data directory; needs no running node. Exit code 1 if one has expired"
                        + " or does not fit.")
final class CertShowCommand implements Callable<Integer> {

    private static final Duration PATIENCE = Duration.ofSeconds(3);
    private static final int LONGEST_ANSWER = 64 << 10;

    private final Console console;

    @Mixin
    private final NodeOptions node;

    private final Clock clock;
    private final SecureRandom entropy;

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    CertShowCommand(Console console, NodeOptions node, Clock clock, SecureRandom entropy) {
        this.console = console;
        this.node = node;
        this.clock = clock;
        this.entropy = entropy;
    }

    @Override
    public Integer call() throws ConfigException {
        LoadedConfig loaded = node.loaded();
        Map<String, String> shown = shown(loaded.config().node().dataDir());
        List<CertificateReport> reports = new Certificates(loaded, clock, entropy)
                .reports().stream()
                        .map(report -> report.shownAs(shown.get(report.certificate())))
                        .toList();
        if (json) {
            console.json(new Answer(reports));
        } else {
            reports.forEach(report -> report.lines().forEach(console::line));
        }
        boolean ok = reports.stream().allMatch(CertificateReport::ok);
        return (ok ? ExitCode.OK : ExitCode.FAILED).number();
    }

    /** Fingerprints in use by name; none if no node runs, or it does not answer. */
    private Map<String, String> shown(Path data) throws ConfigException {
        Map<String, String> shown = new HashMap<>();
        try {
            if (node.namesANode() || DataDirectoryLock.isTaken(data)) {
                RawAnswer answer = node.connect().raw("GET", "/api/v1/certificates", PATIENCE, LONGEST_ANSWER);
                JsonNode all = new ObjectMapper().readTree(answer.body().view());
                all.path("data")
                        .path("certificates")
                        .forEach(one -> shown.put(
                                one.path("certificate").asText(),
                                one.path("fingerprint").asText()));
            }
        } catch (IOException e) {
            console.note("the running node was not asked what it shows: " + e.getMessage());
        }
        return shown;
    }

    record Answer(@JsonProperty("certificates") List<CertificateReport> certificates) {}
}
