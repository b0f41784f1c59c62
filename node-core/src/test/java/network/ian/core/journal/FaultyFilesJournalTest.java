package network.ian.core.journal;

import java.nio.file.Path;

/** A journal keeps its contract on the file system of the fault tests. */
class FaultyFilesJournalTest extends JournalContract {

    private final FaultyFiles files = new FaultyFiles();

    @Override
    SegmentFiles files() {
        return files;
    }

    @Override
    Path goalDirectory() {
        return Path.of("goal");
    }
}
