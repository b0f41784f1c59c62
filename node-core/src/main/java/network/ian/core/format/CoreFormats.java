package network.ian.core.format;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalLong;
import network.ian.core.finality.SegmentStore;
import network.ian.core.journal.JournalFormat;
import network.ian.core.repair.RepairNote;
import network.ian.core.state.NodeStateFile;
import network.ian.core.token.TokenFile;

/**
 * The formats of what this module keeps in a data directory. Read before anything is opened: a program that is older than
 * its data changes nothing.
 */
public final class CoreFormats {

    private CoreFormats() {}

    /** Every file that names its format; files that do not, or are damaged, are left out. Writes nothing. */
    public static List<StoredFormat> of(Path dataDirectory) throws IOException {
        List<StoredFormat> formats = new ArrayList<>();
        JsonVersion.of(dataDirectory.resolve(NodeStateFile.NAME), NodeStateFile.VERSION)
                .ifPresent(formats::add);
        JsonVersion.of(dataDirectory.resolve(TokenFile.NAME), TokenFile.VERSION).ifPresent(formats::add);
        Path goals = dataDirectory.resolve("goals");
        if (Files.isDirectory(goals)) {
            for (Path goal : sorted(goals, "*")) {
                if (Files.isDirectory(goal)) {
                    addGoal(goal, formats);
                }
            }
        }
        return formats;
    }

    /**
     * Reads the formats only to refuse what is newer.
     *
     * @throws network.ian.core.state.NewerFormatException naming the first file that a newer program wrote
     */
    public static void require(Path dataDirectory) throws IOException {
        for (StoredFormat format : of(dataDirectory)) {
            format.require();
        }
    }

    private static void addGoal(Path goal, List<StoredFormat> formats) throws IOException {
        for (String kind : List.of("log", "bodies")) {
            Path directory = goal.resolve(kind);
            if (Files.isDirectory(directory)) {
                for (Path segment : sorted(directory, "*.segment")) {
                    add(segment, JournalFormat.found(segment), JournalFormat.VERSION, formats);
                }
            }
        }
        Path prefixes = SegmentStore.file(goal);
        add(prefixes, SegmentStore.format(goal), SegmentStore.FORMAT, formats);
        JsonVersion.of(goal.resolve(RepairNote.NAME), RepairNote.VERSION).ifPresent(formats::add);
        JsonVersion.of(LeaderboardFormat.file(goal), LeaderboardFormat.VERSION)
                .map(found -> new StoredFormat(found.file(), found.found(), found.known(), true))
                .ifPresent(formats::add);
    }

    private static void add(Path file, OptionalLong found, int known, List<StoredFormat> formats) {
        if (found.isPresent()) {
            formats.add(new StoredFormat(file, found.getAsLong(), known));
        }
    }

    private static List<Path> sorted(Path directory, String glob) throws IOException {
        List<Path> found = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, glob)) {
            files.forEach(found::add);
        }
        Collections.sort(found);
        return found;
    }
}
