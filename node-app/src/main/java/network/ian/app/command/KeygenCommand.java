package network.ian.app.command;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import network.ian.app.cli.Console;
import network.ian.app.cli.ExitCode;
import network.ian.core.identity.IdentityFile;
import network.ian.core.identity.NodeIdentity;
import network.ian.core.runtime.SystemEntropy;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code ian keygen}. */
@Command(name = "keygen", description = "Make a key of your own to sign contributions with.")
public final class KeygenCommand implements Callable<Integer> {

    private final Console console;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            required = true,
            description = "Where to write the identity file, mode 0600; must not exist yet.")
    private Path output;

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    public KeygenCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        Path file = NewKeyFile.at(output);
        NodeIdentity identity = IdentityFile.loadOrCreate(file, SystemEntropy.secureRandom());
        Answer answer = new Answer(identity.nodeId(), identity.publicKey().hex(), file.toString());
        if (json) {
            console.json(answer);
        } else {
            console.line("id          " + answer.id());
            console.line("public key  " + answer.publicKey());
            console.line("file        " + file + " (keep it secret)");
        }
        return ExitCode.OK.number();
    }

    record Answer(
            @JsonProperty("node_id") String id,
            @JsonProperty("public_key") String publicKey,
            @JsonProperty("file") String file) {}
}
