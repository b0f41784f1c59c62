package network.ian.p2p.discovery;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import network.ian.core.codec.MalformedException;
import network.ian.core.file.AtomicFile;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code known_peers.json} in the data directory. A node can do without it: it then begins from its seeds. Blocks, so it is
 * not for the protocol's thread; one thread at a time.
 */
public final class KnownPeersFile {

    /** File name in the data directory. */
    public static final String NAME = "known_peers.json";

    /** The format that is written, and the newest that is read. */
    public static final int FORMAT = KnownPeersCodec.VERSION;

    /** Where a file that cannot be read is moved; an earlier one there is replaced. */
    public static final String SET_ASIDE = NAME + ".damaged";

    private static final Logger LOG = LoggerFactory.getLogger(KnownPeersFile.class);

    private final Path file;

    public KnownPeersFile(Path dataDirectory) {
        this.file = dataDirectory.resolve(NAME);
    }

    /** What the file holds; nothing if there is none, or if it is damaged: then it is set aside and the log says so. */
    public KnownPeers read() {
        if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            return KnownPeers.NONE;
        }
        try (InputStream in = Files.newInputStream(file)) {
            return KnownPeersCodec.decode(in.readNBytes(KnownPeersCodec.MAX_BYTES + 1));
        } catch (MalformedException e) {
            return setAside(e.getMessage());
        } catch (IOException e) {
            return setAside(e.toString());
        }
    }

    /**
     * Replaces the file atomically and durably.
     *
     * @param nowMs milliseconds since the epoch
     */
    public void write(KnownPeers known, long nowMs) throws IOException {
        AtomicFile.write(file, KnownPeersCodec.encode(known, nowMs), AtomicFile.OWNER_ONLY);
    }

    private KnownPeers setAside(String why) {
        Path aside = file.resolveSibling(SET_ASIDE);
        try {
            Files.move(file, aside, StandardCopyOption.REPLACE_EXISTING);
            LOG.warn(
                    "{} cannot be used ({}); it is now {}: beginning from the seeds, pinned peers must be added again",
                    file,
                    why,
                    aside);
        } catch (IOException e) {
            LOG.warn(
                    "{} cannot be used ({}) and cannot be moved ({}): beginning from the seeds",
                    file,
                    why,
                    e.toString());
        }
        return KnownPeers.NONE;
    }
}
