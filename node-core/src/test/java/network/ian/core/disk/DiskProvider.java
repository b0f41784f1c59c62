package network.ian.core.disk;

import java.io.IOException;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.AccessMode;
import java.nio.file.CopyOption;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileStore;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotLinkException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.FileAttributeView;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.spi.FileSystemProvider;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What {@code java.nio.file.Files} calls for paths of one {@link FaultyDisk}. */
final class DiskProvider extends FileSystemProvider {

    static final String SCHEME = "faulty";

    private static final Set<PosixFilePermission> FILE = PosixFilePermissions.fromString("rw-r--r--");
    private static final Set<PosixFilePermission> DIRECTORY = PosixFilePermissions.fromString("rwxr-xr-x");

    private final FaultyDisk disk;

    DiskProvider(FaultyDisk disk) {
        this.disk = disk;
    }

    @Override
    public FileChannel newFileChannel(Path path, Set<? extends OpenOption> options, FileAttribute<?>... attributes)
            throws IOException {
        synchronized (disk) {
            boolean appending = options.contains(StandardOpenOption.APPEND);
            boolean writing = appending || options.contains(StandardOpenOption.WRITE);
            boolean reading = options.contains(StandardOpenOption.READ) || !writing;
            Stored stored = writing ? forWriting(path, options, attributes) : existing(path);
            return new DiskChannel(disk, path, stored, reading, writing, appending);
        }
    }

    private Stored existing(Path path) throws IOException {
        disk.begin(Operation.READ, path, disk.boot());
        return disk.find(path);
    }

    private Stored forWriting(Path path, Set<? extends OpenOption> options, FileAttribute<?>... attributes)
            throws IOException {
        Map<String, Stored> siblings = disk.parentOf(path).entries();
        String name = path.getFileName().toString();
        Stored there = siblings.get(name);
        boolean fresh = options.contains(StandardOpenOption.CREATE_NEW);
        if (there != null && fresh) {
            throw new FileAlreadyExistsException(path.toString());
        }
        if (there == null && !fresh && !options.contains(StandardOpenOption.CREATE)) {
            throw new NoSuchFileException(path.toString());
        }
        if (there == null) {
            disk.begin(Operation.CREATE, path, disk.boot());
            there = new Stored.Octets(FaultyDisk.modeOr(given(attributes), FILE));
            there.setModifiedMs(disk.tick());
            siblings.put(name, there);
            disk.done(path);
        } else if (options.contains(StandardOpenOption.TRUNCATE_EXISTING)) {
            disk.begin(Operation.TRUNCATE, path, disk.boot());
            ((Stored.Octets) there).truncate(0);
            disk.done(path);
        }
        return there;
    }

    @Override
    public SeekableByteChannel newByteChannel(
            Path path, Set<? extends OpenOption> options, FileAttribute<?>... attributes) throws IOException {
        return newFileChannel(path, options, attributes);
    }

    @Override
    public DirectoryStream<Path> newDirectoryStream(Path directory, DirectoryStream.Filter<? super Path> filter)
            throws IOException {
        List<Path> found = new ArrayList<>();
        synchronized (disk) {
            disk.begin(Operation.LIST, directory, disk.boot());
            for (String name : disk.directory(directory).entries().keySet()) {
                if (filter.accept(directory.resolve(name))) {
                    found.add(directory.resolve(name));
                }
            }
        }
        return new DirectoryStream<>() {
            @Override
            public Iterator<Path> iterator() {
                return found.iterator();
            }

            @Override
            public void close() {}
        };
    }

    @Override
    public void createDirectory(Path path, FileAttribute<?>... attributes) throws IOException {
        synchronized (disk) {
            disk.requireAbsent(path);
            disk.begin(Operation.MAKE_DIRECTORY, path, disk.boot());
            disk.parentOf(path)
                    .entries()
                    .put(
                            path.getFileName().toString(),
                            new Stored.Directory(FaultyDisk.modeOr(given(attributes), DIRECTORY)));
            disk.done(path);
        }
    }

    @Override
    public void createLink(Path link, Path existing) throws IOException {
        synchronized (disk) {
            disk.requireAbsent(link);
            disk.begin(Operation.LINK, link, disk.boot());
            disk.parentOf(link).entries().put(link.getFileName().toString(), disk.find(existing));
            disk.done(link);
        }
    }

    @Override
    public void delete(Path path) throws IOException {
        synchronized (disk) {
            requireEmpty(path);
            disk.begin(Operation.DELETE, path, disk.boot());
            disk.parentOf(path).entries().remove(path.getFileName().toString());
            disk.done(path);
        }
    }

    @Override
    public void copy(Path source, Path target, CopyOption... options) throws IOException {
        byte[] octets = Files.readAllBytes(source);
        boolean replacing = List.of(options).contains(StandardCopyOption.REPLACE_EXISTING);
        Files.write(
                target,
                octets,
                replacing ? StandardOpenOption.CREATE : StandardOpenOption.CREATE_NEW,
                StandardOpenOption.WRITE,
                StandardOpenOption.TRUNCATE_EXISTING);
    }

    @Override
    public void move(Path source, Path target, CopyOption... options) throws IOException {
        synchronized (disk) {
            Stored moved = disk.find(source);
            Map<String, Stored> to = disk.parentOf(target).entries();
            String name = target.getFileName().toString();
            List<CopyOption> chosen = List.of(options);
            if (to.containsKey(name)) {
                if (!chosen.contains(StandardCopyOption.ATOMIC_MOVE)
                        && !chosen.contains(StandardCopyOption.REPLACE_EXISTING)) {
                    throw new FileAlreadyExistsException(target.toString());
                }
                requireEmpty(target);
            }
            disk.begin(Operation.RENAME, target, disk.boot());
            disk.parentOf(source).entries().remove(source.getFileName().toString());
            to.put(name, moved);
            disk.done(target);
        }
    }

    private void requireEmpty(Path path) throws IOException {
        if (disk.find(path) instanceof Stored.Directory directory
                && !directory.entries().isEmpty()) {
            throw new DirectoryNotEmptyException(path.toString());
        }
    }

    private static Map<String, Object> given(FileAttribute<?>... attributes) {
        Map<String, Object> given = new HashMap<>();
        for (FileAttribute<?> attribute : attributes) {
            given.put(attribute.name(), attribute.value());
        }
        return given;
    }

    @Override
    public boolean isSameFile(Path path, Path other) throws IOException {
        synchronized (disk) {
            return disk.find(path) == disk.find(other);
        }
    }

    @Override
    public boolean isHidden(Path path) {
        return path.getFileName().toString().startsWith(".");
    }

    @Override
    public FileStore getFileStore(Path path) {
        return new DiskStore(disk);
    }

    @Override
    public void checkAccess(Path path, AccessMode... modes) throws IOException {
        synchronized (disk) {
            disk.find(path);
        }
    }

    @Override
    public <V extends FileAttributeView> V getFileAttributeView(Path path, Class<V> type, LinkOption... options) {
        return type.cast(new DiskView(disk, path));
    }

    @Override
    public <A extends BasicFileAttributes> A readAttributes(Path path, Class<A> type, LinkOption... options)
            throws IOException {
        return type.cast(new DiskView(disk, path).readAttributes());
    }

    @Override
    public Map<String, Object> readAttributes(Path path, String names, LinkOption... options) throws IOException {
        PosixFileAttributes all = new DiskView(disk, path).readAttributes();
        return Map.of(
                "size", all.size(),
                "lastModifiedTime", all.lastModifiedTime(),
                "permissions", all.permissions(),
                "ino", all.fileKey().hashCode());
    }

    @Override
    public void setAttribute(Path path, String name, Object value, LinkOption... options) throws IOException {
        DiskView view = new DiskView(disk, path);
        switch (name) {
            case "lastModifiedTime" -> view.setTimes((FileTime) value, null, null);
            default -> throw new UnsupportedOperationException(name);
        }
    }

    @Override
    public Path readSymbolicLink(Path link) throws IOException {
        throw new NotLinkException(link.toString());
    }

    @Override
    public String getScheme() {
        return SCHEME;
    }

    @Override
    public FileSystem newFileSystem(URI uri, Map<String, ?> environment) {
        throw new UnsupportedOperationException();
    }

    @Override
    public FileSystem getFileSystem(URI uri) {
        return disk;
    }

    @Override
    public Path getPath(URI uri) {
        return disk.getPath(uri.getSchemeSpecificPart());
    }
}
