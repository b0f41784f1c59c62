package network.ian.core.disk;

import java.nio.file.FileStore;
import java.nio.file.attribute.FileAttributeView;
import java.nio.file.attribute.FileStoreAttributeView;

/** How much room there is on a {@link FaultyDisk}. */
final class DiskStore extends FileStore {

    private static final long SIZE = 1L << 40;

    private final FaultyDisk disk;

    DiskStore(FaultyDisk disk) {
        this.disk = disk;
    }

    @Override
    public String name() {
        return "faulty";
    }

    @Override
    public String type() {
        return "memory";
    }

    @Override
    public boolean isReadOnly() {
        return false;
    }

    @Override
    public long getTotalSpace() {
        return SIZE;
    }

    @Override
    public long getUsableSpace() {
        synchronized (disk) {
            return disk.room();
        }
    }

    @Override
    public long getUnallocatedSpace() {
        return getUsableSpace();
    }

    @Override
    public boolean supportsFileAttributeView(Class<? extends FileAttributeView> type) {
        return true;
    }

    @Override
    public boolean supportsFileAttributeView(String name) {
        return true;
    }

    @Override
    public <V extends FileStoreAttributeView> V getFileStoreAttributeView(Class<V> type) {
        return null;
    }

    @Override
    public Object getAttribute(String attribute) {
        throw new UnsupportedOperationException(attribute);
    }
}
