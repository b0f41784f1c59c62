package network.ian.core.disk;

import java.io.IOException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.GroupPrincipal;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.UserPrincipal;
import java.util.Set;

/** Attributes of what is stored under a path. Everything has one owner. */
final class DiskView implements PosixFileAttributeView {

    private record Owner(String name) implements GroupPrincipal {
        @Override
        public String getName() {
            return name;
        }
    }

    private static final Owner OWNER = new Owner("owner");

    private final FaultyDisk disk;
    private final Path path;

    DiskView(FaultyDisk disk, Path path) {
        this.disk = disk;
        this.path = path;
    }

    @Override
    public String name() {
        return "posix";
    }

    @Override
    public PosixFileAttributes readAttributes() throws IOException {
        synchronized (disk) {
            Stored stored = disk.find(path);
            long size = stored instanceof Stored.Octets octets ? octets.content().length : 0;
            return new Attributes(
                    stored, stored instanceof Stored.Directory, size, stored.modifiedMs(), Set.copyOf(stored.mode()));
        }
    }

    @Override
    public void setPermissions(Set<PosixFilePermission> mode) throws IOException {
        synchronized (disk) {
            disk.find(path).setMode(mode);
        }
    }

    @Override
    public void setTimes(FileTime modified, FileTime accessed, FileTime created) throws IOException {
        synchronized (disk) {
            if (modified != null) {
                disk.find(path).setModifiedMs(modified.toMillis());
            }
        }
    }

    @Override
    public UserPrincipal getOwner() {
        return OWNER;
    }

    @Override
    public void setOwner(UserPrincipal owner) {}

    @Override
    public void setGroup(GroupPrincipal group) {}

    private record Attributes(
            Object fileKey, boolean isDirectory, long size, long modifiedMs, Set<PosixFilePermission> permissions)
            implements PosixFileAttributes {

        @Override
        public UserPrincipal owner() {
            return OWNER;
        }

        @Override
        public GroupPrincipal group() {
            return OWNER;
        }

        @Override
        public FileTime lastModifiedTime() {
            return FileTime.fromMillis(modifiedMs);
        }

        @Override
        public FileTime lastAccessTime() {
            return lastModifiedTime();
        }

        @Override
        public FileTime creationTime() {
            return lastModifiedTime();
        }

        @Override
        public boolean isRegularFile() {
            return !isDirectory;
        }

        @Override
        public boolean isSymbolicLink() {
            return false;
        }

        @Override
        public boolean isOther() {
            return false;
        }
    }
}
