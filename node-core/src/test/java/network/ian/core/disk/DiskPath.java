package network.ian.core.disk;

import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.ProviderMismatchException;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;

/** A path on a {@link FaultyDisk}; what is written in it means the same as in a path of the machine. */
final class DiskPath implements Path {

    private final FaultyDisk disk;
    private final Path text;

    DiskPath(FaultyDisk disk, Path text) {
        this.disk = disk;
        this.text = text;
    }

    static DiskPath of(Path path) {
        if (path instanceof DiskPath own) {
            return own;
        }
        throw new ProviderMismatchException(path + " is not on this disk");
    }

    FaultyDisk disk() {
        return disk;
    }

    Path text() {
        return text;
    }

    private Path on(Path other) {
        return other == null ? null : new DiskPath(disk, other);
    }

    @Override
    public FileSystem getFileSystem() {
        return disk;
    }

    @Override
    public boolean isAbsolute() {
        return text.isAbsolute();
    }

    @Override
    public Path getRoot() {
        return on(text.getRoot());
    }

    @Override
    public Path getFileName() {
        return on(text.getFileName());
    }

    @Override
    public Path getParent() {
        return on(text.getParent());
    }

    @Override
    public int getNameCount() {
        return text.getNameCount();
    }

    @Override
    public Path getName(int index) {
        return on(text.getName(index));
    }

    @Override
    public Path subpath(int from, int to) {
        return on(text.subpath(from, to));
    }

    @Override
    public boolean startsWith(Path other) {
        return other instanceof DiskPath own && text.startsWith(own.text);
    }

    @Override
    public boolean endsWith(Path other) {
        return other instanceof DiskPath own && text.endsWith(own.text);
    }

    @Override
    public Path normalize() {
        return on(text.normalize());
    }

    @Override
    public Path resolve(Path other) {
        return on(text.resolve(of(other).text));
    }

    @Override
    public Path relativize(Path other) {
        return on(text.relativize(of(other).text));
    }

    @Override
    public URI toUri() {
        return URI.create(DiskProvider.SCHEME + ":" + toAbsolutePath());
    }

    @Override
    public Path toAbsolutePath() {
        return text.isAbsolute() ? this : on(Path.of("/").resolve(text));
    }

    @Override
    public Path toRealPath(LinkOption... options) {
        return toAbsolutePath().normalize();
    }

    @Override
    public WatchKey register(WatchService watcher, WatchEvent.Kind<?>[] events, WatchEvent.Modifier... modifiers) {
        throw new UnsupportedOperationException();
    }

    @Override
    public int compareTo(Path other) {
        return text.compareTo(of(other).text);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof DiskPath own && own.disk == disk && own.text.equals(text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
