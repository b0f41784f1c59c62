package network.ian.core.journal;

import java.nio.file.Path;

/** A journal on the file system of the fault tests is opened as its contract says. */
class FaultyFilesJournalOpeningTest extends JournalOpeningContract {

    private final FaultyFiles files = new FaultyFiles();

    @Override
    SegmentFiles files() {
        return files;
    }

    @Override
    Path goalDirectory() {
        return Path.of("goal");
    }

    @Override
    int tornSizeStep() {
        return 1;
    }
}
