package network.ian.app.demo;

import java.nio.file.Path;
import java.util.Optional;

final class StoredJournal {
    private StoredJournal() {}

    static Finding verify(Path dataDirectory, String goalId, Board end) {
        return new Finding("journal", dataDirectory + goalId + end, Optional.of("todo"));
    }
}
