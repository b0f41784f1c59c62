package network.ian.app.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import network.ian.app.cli.CommandFailure;
import network.ian.app.cli.ExitCode;
import network.ian.app.config.ConfigOptions;
import network.ian.core.codec.MalformedException;
import network.ian.core.config.ConfigException;
import network.ian.core.config.NodeConfig;
import network.ian.core.state.NewerFormatException;
import network.ian.core.token.TokenException;
import network.ian.core.token.TokenStore;

/** The data directory whose tokens a command works on. */
final class TokenDirectory {

    private final ConfigOptions config;
    private final InstantSource clock;
    private final SecureRandom entropy;

    TokenDirectory(ConfigOptions config, InstantSource clock, SecureRandom entropy) {
        this.config = config;
        this.clock = clock;
        this.entropy = entropy;
    }

    /** Something to do with the tokens. */
    @FunctionalInterface
    interface Work<T> {
        T on(TokenStore tokens) throws IOException, TokenException;
    }

    NodeConfig config() throws ConfigException {
        return config.load().config();
    }

    long nowMs() {
        return clock.millis();
    }

    /**
     * Does it.
     *
     * @throws CommandFailure if there is no such directory, the file is damaged or newer, or the order cannot be carried out
     */
    <T> T work(Work<T> work) throws ConfigException, IOException {
        Path data = config().node().dataDir();
        if (!Files.isDirectory(data)) {
            throw new CommandFailure(ExitCode.USAGE, "no data directory " + data);
        }
        try {
            return work.on(new TokenStore(data, clock, entropy));
        } catch (TokenException | MalformedException e) {
            throw new CommandFailure(ExitCode.FAILED, List.of(e.getMessage()), e);
        } catch (NewerFormatException e) {
            throw new CommandFailure(ExitCode.USAGE, List.of(e.getMessage()), e);
        }
    }
}
