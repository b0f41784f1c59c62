package network.ian.core.journal;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

/** A journal on a real file system is opened as its contract says. */
class DiskJournalOpeningTest extends JournalOpeningContract {

    @TempDir
    private Path goalDirectory;

    @Override
    SegmentFiles files() {
        return new DiskFiles();
    }

    @Override
    Path goalDirectory() {
        return goalDirectory;
    }

    @Override
    int tornSizeStep() {
        return LogStart.SIZE;
    }
}
