package network.ian.app.command;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.concurrent.Callable;
import network.ian.app.cli.Console;
import network.ian.app.cli.ExitCode;
import network.ian.tau.bls.BlsSecretKey;
import network.ian.tau.bls.TauKeyFile;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code ian tau keygen}. */
@Command(
        name = "keygen",
        description = "Make a committer's key. Its public half goes into a goal's spec as anchor.committer; one key"
                + " for one network.")
final class TauKeygenCommand implements Callable<Integer> {

    private final Console console;
    private final SecureRandom entropy;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            required = true,
            description = "Where to write the key in hex, mode 0600; must not exist yet.")
    private Path output;

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    TauKeygenCommand(Console console, SecureRandom entropy) {
        this.console = console;
        this.entropy = entropy;
    }

    @Override
    public Integer call() throws IOException {
        Path file = NewKeyFile.at(output);
        BlsSecretKey key = TauKeyFile.generate(file, entropy);
        Answer answer = new Answer(key.publicKey().hex(), file.toString());
        if (json) {
            console.json(answer);
        } else {
            console.line("public key  " + answer.publicKey());
            console.line("file        " + file + " (keep it secret; a node takes it as --tau-key-file)");
        }
        return ExitCode.OK.number();
    }

    record Answer(
            @JsonProperty("public_key") String publicKey,
            @JsonProperty("file") String file) {}
}
