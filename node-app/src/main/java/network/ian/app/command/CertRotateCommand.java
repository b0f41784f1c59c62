package network.ian.app.command;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import network.ian.app.certificate.Certificates;
import network.ian.app.cli.CommandFailure;
import network.ian.app.cli.Console;
import network.ian.app.cli.ExitCode;
import network.ian.app.cli.TerminalText;
import network.ian.app.client.ApiClient;
import network.ian.app.client.NodeOptions;
import network.ian.core.codec.MalformedException;
import network.ian.core.config.ConfigException;
import network.ian.core.config.LoadedConfig;
import network.ian.core.node.DataDirectoryLock;
import network.ian.core.view.CertificateSummary;
import network.ian.p2p.transport.CertificateFiles;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code ian cert rotate}. */
@Command(
        name = "rotate",
        description = {
            "Make a new certificate for peers over the same identity. A running node shows it at once and keeps its links.",
            "Where none runs, the files are written."
        })
final class CertRotateCommand implements Callable<Integer> {

    private static final byte[] NOTHING = {};

    private final Console console;

    @Mixin
    private final NodeOptions node;

    private final Clock clock;
    private final SecureRandom entropy;

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    CertRotateCommand(Console console, NodeOptions node, Clock clock, SecureRandom entropy) {
        this.console = console;
        this.node = node;
        this.clock = clock;
        this.entropy = entropy;
    }

    @Override
    public Integer call() throws ConfigException, IOException {
        LoadedConfig loaded = node.loaded();
        Path data = loaded.config().node().dataDir();
        Answer answer = node.namesANode() || DataDirectoryLock.isTaken(data)
                ? ordered()
                : written(new Certificates(loaded, clock, entropy), data);
        if (json) {
            console.json(answer);
        } else {
            console.line("fingerprint  " + TerminalText.escape(answer.fingerprint(), 64));
            console.line("not after    " + answer.notAfter() + ", " + answer.daysLeft() + " days left");
            console.line(
                    answer.running()
                            ? "the node shows it from now on; its links stay"
                            : "no node runs on " + data + "; the next one shows it");
        }
        return ExitCode.OK.number();
    }

    private Answer ordered() throws ConfigException, IOException {
        ApiClient client = node.connect();
        JsonNode made = client.require(client.post("/api/v1/admin/certificates/rotate", NOTHING));
        return new Answer(
                made.path("fingerprint").asText(),
                Instant.ofEpochMilli(made.path("not_after_ms").asLong()).toString(),
                made.path("days_left").asLong(),
                true);
    }

    private Answer written(Certificates certificates, Path data) throws IOException {
        CertificateFiles files = certificates.files();
        DataDirectoryLock lock = DataDirectoryLock.take(data);
        try (lock) {
            CertificateSummary made = files.rotate();
            SameOwner.orSay(console, certificates.identityFile(), files.certificateFile());
            return new Answer(
                    made.fingerprint().hex(), made.notAfter().toString(), made.daysLeft(clock.instant()), false);
        } catch (MalformedException e) {
            throw new CommandFailure(ExitCode.USAGE, List.of(e.getMessage()), e);
        }
    }

    record Answer(
            @JsonProperty("fingerprint") String fingerprint,
            @JsonProperty("not_after") String notAfter,
            @JsonProperty("days_left") long daysLeft,
            @JsonProperty("running") boolean running) {}
}
