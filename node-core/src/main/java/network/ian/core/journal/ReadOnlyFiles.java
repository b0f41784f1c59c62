package network.ian.core.journal;

import java.nio.ByteBuffer;
import java.nio.file.Path;

/** Files that are only looked at: to change one is a fault of the program, an {@link UnsupportedOperationException}. */
interface ReadOnlyFiles extends SegmentFiles {

    @Override
    default void createDirectory(Path directory) {
        throw readOnly();
    }

    @Override
    default SegmentFile create(Path file) {
        throw readOnly();
    }

    @Override
    default SegmentFile open(Path file) {
        throw readOnly();
    }

    @Override
    default void delete(Path file) {
        throw readOnly();
    }

    @Override
    default void forceDirectory(Path directory) {
        throw readOnly();
    }

    private static UnsupportedOperationException readOnly() {
        return new UnsupportedOperationException("read-only");
    }

    /** One of them. */
    interface Segment extends SegmentFile {

        @Override
        default int write(ByteBuffer from, long offset) {
            throw readOnly();
        }

        @Override
        default void truncate(long size) {
            throw readOnly();
        }

        @Override
        default void force() {
            throw readOnly();
        }
    }
}
