package network.ian.app.command;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import network.ian.app.certificate.Certificates;
import network.ian.app.cli.CommandFailure;
import network.ian.app.cli.Console;
import network.ian.app.cli.ExitCode;
import network.ian.app.client.NodeOptions;
import network.ian.core.config.ConfigException;
import network.ian.core.view.CertificateSummary;
import network.ian.p2p.transport.CertificateFiles;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code ian cert new}: the runbook's first step of a rotation by hand; nothing of the node changes. */
@Command(
        name = "new",
        description = {
            "Make a certificate and key for peers over the data directory's identity, in a directory of their own.",
            "Moved to <data dir>/certs they take effect within seconds, also on a running node."
        })
final class CertNewCommand implements Callable<Integer> {

    private final Console console;

    @Mixin
    private final NodeOptions node;

    private final Clock clock;
    private final SecureRandom entropy;

    @Option(
            names = "--output-dir",
            paramLabel = "DIR",
            required = true,
            description = "Where to write node_cert.pem and node_key.pem; must be empty, or not exist yet.")
    private Path output;

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    CertNewCommand(Console console, NodeOptions node, Clock clock, SecureRandom entropy) {
        this.console = console;
        this.node = node;
        this.clock = clock;
        this.entropy = entropy;
    }

    @Override
    public Integer call() throws ConfigException, IOException {
        Path directory = output.toAbsolutePath().normalize();
        Certificates certificates = new Certificates(node.loaded(), clock, entropy);
        CertificateFiles files = certificates.files(directory);
        requireEmpty(directory);
        CertificateSummary made = files.rotate();
        // It becomes the node's own directory.
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx------"));
        SameOwner.orSay(console, certificates.identityFile(), files.certificateFile());
        if (json) {
            console.json(new Answer(
                    directory.toString(),
                    made.fingerprint().hex(),
                    made.notAfter().toString()));
        } else {
            console.line("certificate  " + files.certificateFile());
            console.line("key          " + files.keyFile() + " (keep it secret: it is the node's identity)");
            console.line("fingerprint  " + made.fingerprint());
            console.line("not after    " + made.notAfter());
        }
        return ExitCode.OK.number();
    }

    private static void requireEmpty(Path directory) throws IOException {
        if (!Files.exists(directory, LinkOption.NOFOLLOW_LINKS)) {
            if (!Files.isDirectory(directory.getParent())) {
                throw new CommandFailure(ExitCode.USAGE, directory.getParent() + ": no such directory");
            }
            return;
        }
        if (!Files.isDirectory(directory)) {
            throw new CommandFailure(ExitCode.USAGE, directory + " is no directory");
        }
        try (Stream<Path> inside = Files.list(directory)) {
            if (inside.findAny().isPresent()) {
                throw new CommandFailure(ExitCode.USAGE, directory + " is not empty; a key is never overwritten");
            }
        }
    }

    record Answer(
            @JsonProperty("directory") String directory,
            @JsonProperty("fingerprint") String fingerprint,
            @JsonProperty("not_after") String notAfter) {}
}
