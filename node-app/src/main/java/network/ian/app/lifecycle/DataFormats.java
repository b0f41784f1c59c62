package network.ian.app.lifecycle;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import network.ian.core.format.CoreFormats;
import network.ian.core.format.JsonVersion;
import network.ian.core.format.StoredFormat;
import network.ian.p2p.discovery.KnownPeersFile;
import network.ian.p2p.score.ScoreFile;
import network.ian.tau.chain.ChainFormat;
import network.ian.tau.commit.OutboxFile;

/** The formats of all files of a data directory that name one, whichever module they belong to. Writes nothing. */
public final class DataFormats {

    private DataFormats() {}

    /** Every file that names its format. */
    public static List<StoredFormat> of(Path dataDirectory) throws IOException {
        List<StoredFormat> formats = new ArrayList<>(CoreFormats.of(dataDirectory));
        JsonVersion.of(dataDirectory.resolve(ScoreFile.NAME), ScoreFile.FORMAT).ifPresent(formats::add);
        JsonVersion.of(dataDirectory.resolve(KnownPeersFile.NAME), KnownPeersFile.FORMAT)
                .ifPresent(formats::add);
        JsonVersion.of(dataDirectory.resolve(OutboxFile.NAME), OutboxFile.FORMAT)
                .ifPresent(formats::add);
        Path goals = dataDirectory.resolve("goals");
        if (Files.isDirectory(goals)) {
            try (DirectoryStream<Path> directories = Files.newDirectoryStream(goals)) {
                for (Path goal : directories) {
                    addChain(goal, formats);
                }
            }
        }
        return formats;
    }

    /**
     * Reads the formats only to refuse what is newer, before anything is written.
     *
     * @throws network.ian.core.state.NewerFormatException naming the first file that a newer program wrote
     */
    public static void require(Path dataDirectory) throws IOException {
        for (StoredFormat format : of(dataDirectory)) {
            format.require();
        }
    }

    private static void addChain(Path goal, List<StoredFormat> formats) throws IOException {
        for (Path file : ChainFormat.files(goal)) {
            OptionalLong found = ChainFormat.found(file);
            if (found.isPresent()) {
                formats.add(new StoredFormat(file, found.getAsLong(), ChainFormat.VERSION));
            }
        }
    }
}
