package network.ian.core.journal;

import java.nio.file.Path;

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

    @Override
    int tornSizeStep() {
        return 1;
    }
}
