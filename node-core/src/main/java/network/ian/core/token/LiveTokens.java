package network.ian.core.token;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import network.ian.core.codec.MalformedException;
import network.ian.core.state.FileStamp;
import network.ian.core.state.NewerFormatException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The tokens as a running node sees them. Each look asks the file system whether {@code tokens.json} is another, which
 * takes microseconds, so that a token works and a revoked one fails at the very next request. A file that cannot be read
 * is said once, and the tokens that were read last stay in force until it is mended. Thread-safe.
 */
public final class LiveTokens {

    private static final Logger LOG = LoggerFactory.getLogger(LiveTokens.class);

    private final TokenFile file;
    private volatile Seen seen;
    private String complaint = "";

    /**
     * What was read.
     *
     * @param stamp of the file before it was read; empty if that must be tried again
     */
    private record Seen(Optional<FileStamp> stamp, TokenSet tokens) {}

    private LiveTokens(Path dataDirectory) {
        this.file = new TokenFile(dataDirectory);
        this.seen = new Seen(Optional.empty(), TokenSet.EMPTY);
    }

    /**
     * Reads the tokens of a data directory. A damaged file leaves none in force, and the log says so; the node serves
     * without them.
     *
     * @throws NewerFormatException if a newer program wrote the file
     */
    public static LiveTokens open(Path dataDirectory) throws NewerFormatException {
        LiveTokens tokens = new LiveTokens(dataDirectory);
        try {
            tokens.file.read();
        } catch (NewerFormatException e) {
            throw e;
        } catch (IOException | MalformedException e) {
            LOG.debug("Said by the first look", e);
        }
        tokens.now();
        return tokens;
    }

    /** The tokens as they are now. */
    public TokenSet now() {
        try {
            Optional<FileStamp> stamp = Optional.of(FileStamp.of(file.path()));
            Seen last = seen;
            return last.stamp().equals(stamp) ? last.tokens() : read(stamp);
        } catch (IOException e) {
            return unreadable(e);
        }
    }

    private synchronized TokenSet read(Optional<FileStamp> stamp) {
        if (seen.stamp().equals(stamp)) {
            return seen.tokens();
        }
        try {
            TokenSet tokens = file.read();
            if (tokens.size() + seen.tokens().size() > 0) {
                LOG.atInfo().addKeyValue("tokens", tokens.size()).log("API tokens read");
            }
            seen = new Seen(stamp, tokens);
            complaint = "";
            return tokens;
        } catch (NewerFormatException | MalformedException e) {
            // Reading the same content again would not help.
            seen = new Seen(stamp, seen.tokens());
            return unreadable(e);
        } catch (IOException e) {
            return unreadable(e);
        }
    }

    private synchronized TokenSet unreadable(Exception problem) {
        if (!complaint.equals(problem.toString())) {
            complaint = problem.toString();
            LOG.atError()
                    .addKeyValue("file", file.path())
                    .addKeyValue("tokens", seen.tokens().size())
                    .log("API tokens cannot be read, those that were read last stay in force: {}", complaint);
        }
        return seen.tokens();
    }
}
