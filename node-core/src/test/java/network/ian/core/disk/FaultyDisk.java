package network.ian.core.disk;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileStore;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.nio.file.WatchService;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipalLookupService;
import java.nio.file.spi.FileSystemProvider;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;

/**
 * A file system in memory for whatever takes a {@link Path}. A power cut leaves any subset of the 512-octet sectors and names
 * that were not synced; after a failed sync, what it should have written stays unwritten however often sync is called again.
 * Thread-safe.
 */
public final class FaultyDisk extends FileSystem {

    private static final Set<PosixFilePermission> DIRECTORY_MODE = PosixFilePermissions.fromString("rwx------");

    private final DiskProvider provider = new DiskProvider(this);
    private final Stored.Directory root = new Stored.Directory(DIRECTORY_MODE);
    private final RandomGenerator random;
    private Fault fault = Fault.none();
    private long capacity = Long.MAX_VALUE;
    private double shortWrites;
    private long changesUntilCut = Long.MAX_VALUE;
    private long changes;
    private int boots;
    private boolean off;
    private long clock;

    /** Empty, healthy and switched on. */
    public FaultyDisk(RandomGenerator random) {
        this.random = random;
    }

    /** Makes what the fault chooses fail from now on. */
    public synchronized void failWhen(Fault next) {
        fault = next;
    }

    /** A share of all writes takes fewer octets than it was given, as {@code write(2)} may. */
    public synchronized void shortenWrites(double share) {
        shortWrites = share;
    }

    /** No more than this many octets, of all files together; what is stored already stays. */
    public synchronized void limitTo(long octets) {
        capacity = octets;
    }

    /** Everything works, and there is room. */
    public synchronized void heal() {
        fault = Fault.none();
        capacity = Long.MAX_VALUE;
        shortWrites = 0;
    }

    /** Cuts the power at the {@code count}th change from now on, 1 for the next one. */
    public synchronized void cutPowerAfter(long count) {
        changesUntilCut = count;
    }

    /** Cuts the power now: until {@link #powerOn} everything fails, and files that are open never work again. */
    public synchronized void cutPower() {
        if (!off) {
            root.cut(random);
            off = true;
            boots++;
            changesUntilCut = Long.MAX_VALUE;
        }
    }

    public synchronized boolean isOff() {
        return off;
    }

    /** The machine is there again, with a healthy disk. */
    public synchronized void powerOn() {
        heal();
        off = false;
    }

    /** Changes that were asked for so far. */
    public synchronized long changes() {
        return changes;
    }

    /** Octets of all files, as they are seen. */
    public synchronized long used() {
        return used(root);
    }

    private static long used(Stored.Directory directory) {
        long sum = 0;
        for (Stored stored : directory.entries().values()) {
            sum += stored instanceof Stored.Directory below
                    ? used(below)
                    : ((Stored.Octets) stored).content().length;
        }
        return sum;
    }

    /** Says what is about to happen; throws if it is to fail. */
    void begin(Operation operation, Path path, int boot) throws IOException {
        if (off || boot != boots) {
            throw new IOException(path + ": the power is off");
        }
        fault.before(operation, path);
        if (operation.isChanging()) {
            changes++;
        }
    }

    /** Cuts the power if it is time, before the program hears that all went well. */
    void done(Path path) throws IOException {
        if (--changesUntilCut <= 0) {
            cutPower();
            throw new IOException(path + ": the power is off");
        }
    }

    int boot() {
        return boots;
    }

    RandomGenerator random() {
        return random;
    }

    /** How many of these octets a write takes; throws if there is room for none. */
    int accept(Path path, int wanted, long growth) throws IOException {
        long room = capacity == Long.MAX_VALUE ? Long.MAX_VALUE : Math.max(0, capacity - used(root));
        long fits = growth <= room ? wanted : wanted - (growth - room);
        if (fits <= 0 && wanted > 0) {
            throw new IOException("No space left on device");
        }
        boolean cut = wanted > 1 && random.nextDouble() < shortWrites;
        return (int) Math.min(fits, cut ? 1 + random.nextInt(wanted - 1) : wanted);
    }

    long room() {
        return Math.max(0, Math.min(capacity, 1L << 40) - used(root));
    }

    /** Later for each change. */
    long tick() {
        return ++clock;
    }

    Stored find(Path path) throws IOException {
        Stored at = root;
        for (Path name : DiskPath.of(path.toAbsolutePath().normalize()).text()) {
            if (!(at instanceof Stored.Directory directory)) {
                throw new NoSuchFileException(path.toString());
            }
            at = directory.entries().get(name.toString());
            if (at == null) {
                throw new NoSuchFileException(path.toString());
            }
        }
        return at;
    }

    Stored.Directory directory(Path path) throws IOException {
        if (find(path) instanceof Stored.Directory directory) {
            return directory;
        }
        throw new NotDirectoryException(path.toString());
    }

    /** Where the last name of a path stands or would stand. */
    Stored.Directory parentOf(Path path) throws IOException {
        return directory(path.toAbsolutePath().getParent());
    }

    void requireAbsent(Path path) throws IOException {
        if (parentOf(path).entries().containsKey(path.getFileName().toString())) {
            throw new FileAlreadyExistsException(path.toString());
        }
    }

    @Override
    public FileSystemProvider provider() {
        return provider;
    }

    @Override
    public void close() {}

    @Override
    public boolean isOpen() {
        return true;
    }

    @Override
    public boolean isReadOnly() {
        return false;
    }

    @Override
    public String getSeparator() {
        return "/";
    }

    @Override
    public Iterable<Path> getRootDirectories() {
        return List.of(getPath("/"));
    }

    @Override
    public Iterable<FileStore> getFileStores() {
        return List.of(new DiskStore(this));
    }

    @Override
    public Set<String> supportedFileAttributeViews() {
        return Set.of("basic", "owner", "posix");
    }

    @Override
    public Path getPath(String first, String... more) {
        return new DiskPath(this, Path.of(first, more));
    }

    @Override
    public PathMatcher getPathMatcher(String pattern) {
        PathMatcher matcher = FileSystems.getDefault().getPathMatcher(pattern);
        return path -> matcher.matches(DiskPath.of(path).text());
    }

    @Override
    public UserPrincipalLookupService getUserPrincipalLookupService() {
        throw new UnsupportedOperationException();
    }

    @Override
    public WatchService newWatchService() {
        throw new UnsupportedOperationException();
    }

    /** What a directory or file is made with. */
    static Set<PosixFilePermission> modeOr(Map<String, Object> attributes, Set<PosixFilePermission> usual) {
        @SuppressWarnings("unchecked")
        Set<PosixFilePermission> given = (Set<PosixFilePermission>) attributes.get("posix:permissions");
        return given == null ? usual : given;
    }
}
