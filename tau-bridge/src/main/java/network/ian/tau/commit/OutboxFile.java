package network.ian.tau.commit;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Optional;
import network.ian.core.file.AtomicFile;

/** {@code tau_outbox.json} in the data directory, mode 0600. Whoever uses it holds the directory's lock. */
public final class OutboxFile implements OutboxStore {

    /** File name in the data directory. */
    public static final String NAME = "tau_outbox.json";

    /** The format that is written, and the newest that is read. */
    public static final int FORMAT = OutboxCodec.VERSION;

    private final Path file;

    public OutboxFile(Path dataDirectory) {
        this.file = dataDirectory.resolve(NAME);
    }

    @Override
    public Optional<byte[]> read() throws IOException {
        if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            return Optional.empty();
        }
        try (InputStream in = Files.newInputStream(file)) {
            return Optional.of(in.readNBytes(OutboxCodec.MAX_BYTES + 1));
        }
    }

    @Override
    public void write(byte[] content) throws IOException {
        AtomicFile.write(file, content, AtomicFile.OWNER_ONLY);
    }

    @Override
    public String name() {
        return file.toString();
    }
}
