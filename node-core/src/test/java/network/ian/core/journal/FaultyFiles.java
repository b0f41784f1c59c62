package network.ian.core.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.IntUnaryOperator;
import java.util.random.RandomGenerator;

/**
 * A file system in memory that knows what has been synced and what has not, forgets the latter in a crash, and fails on
 * demand.
 */
final class FaultyFiles implements SegmentFiles {

    /** Makes an operation fail. */
    interface Fault {
        /** Called before the operation; throwing makes it fail. */
        void before(String operation, Path file) throws IOException;
    }

    private final Map<Path, Content> files = new TreeMap<>();
    private final Map<Path, Content> durableNames = new TreeMap<>();
    private Fault fault = (operation, file) -> {};
    private IntUnaryOperator writeLimit = wanted -> wanted;

    /** What is in a file, and what of it is on the medium. */
    private static final class Content {
        private byte[] octets = new byte[0];
        private byte[] durable = new byte[0];
    }

    void failWhen(Fault next) {
        fault = next;
    }

    /** How many octets a write takes, given how many it should; -1: "no space left on device". */
    void limitWrites(IntUnaryOperator limit) {
        writeLimit = limit;
    }

    void heal() {
        fault = (operation, file) -> {};
        writeLimit = wanted -> wanted;
    }

    /** Like pulling the plug: of what was not synced, a prefix of each file's new octets stays, any length. */
    void crashKeepingPrefixes(RandomGenerator random) {
        crash(random, content -> {
            int synced = content.durable.length;
            int now = content.octets.length;
            if (now <= synced) {
                return random.nextBoolean() ? content.octets : content.durable;
            }
            return Arrays.copyOf(content.octets, synced + random.nextInt(now - synced + 1));
        });
    }

    /** Like pulling the plug: of what was not synced, any set of pages stays; the others hold what they held before. */
    void crashKeepingPages(RandomGenerator random, int pageBytes) {
        crash(random, content -> {
            byte[] left = random.nextBoolean() ? content.octets.clone() : content.durable.clone();
            for (int from = 0; from < left.length; from += pageBytes) {
                byte[] source = random.nextBoolean() ? content.octets : content.durable;
                for (int i = from; i < Math.min(left.length, from + pageBytes); i++) {
                    left[i] = i < source.length ? source[i] : 0;
                }
            }
            return left;
        });
    }

    /** Octets of the file that are on the medium. */
    int syncedSize(Path file) {
        return files.get(file).durable.length;
    }

    byte[] contentOf(Path file) {
        return files.get(file).octets.clone();
    }

    Map<Path, byte[]> snapshot() {
        Map<Path, byte[]> copy = new TreeMap<>();
        files.forEach((path, content) -> copy.put(path, content.octets.clone()));
        return copy;
    }

    void replace(Path file, byte[] octets) {
        files.get(file).octets = octets.clone();
    }

    private interface Loss {
        byte[] left(Content content);
    }

    private void crash(RandomGenerator random, Loss loss) {
        Map<Path, Content> left = new TreeMap<>();
        Set<Path> paths = new TreeSet<>(durableNames.keySet());
        paths.addAll(files.keySet());
        for (Path path : paths) {
            Content content = random.nextBoolean() ? durableNames.get(path) : files.get(path);
            if (content != null) {
                left.put(path, content);
            }
        }
        for (Content content : left.values()) {
            content.octets = loss.left(content).clone();
            content.durable = content.octets.clone();
        }
        files.clear();
        files.putAll(left);
        durableNames.clear();
        durableNames.putAll(left);
    }

    @Override
    public void createDirectory(Path directory) {}

    @Override
    public List<String> list(Path directory) throws IOException {
        fault.before("list", directory);
        return files.keySet().stream()
                .filter(file -> file.getParent().equals(directory))
                .map(file -> file.getFileName().toString())
                .toList();
    }

    @Override
    public SegmentFile create(Path file) throws IOException {
        fault.before("create", file);
        if (files.putIfAbsent(file, new Content()) != null) {
            throw new FileAlreadyExistsException(file.toString());
        }
        return new OpenFile(file, files.get(file), true);
    }

    @Override
    public SegmentFile open(Path file) throws IOException {
        fault.before("open", file);
        return new OpenFile(file, existing(file), true);
    }

    @Override
    public SegmentFile openReadOnly(Path file) throws IOException {
        fault.before("open", file);
        return new OpenFile(file, existing(file), false);
    }

    private Content existing(Path file) throws NoSuchFileException {
        Content content = files.get(file);
        if (content == null) {
            throw new NoSuchFileException(file.toString());
        }
        return content;
    }

    @Override
    public void delete(Path file) throws IOException {
        fault.before("delete", file);
        files.remove(file);
    }

    @Override
    public void forceDirectory(Path directory) throws IOException {
        fault.before("forceDirectory", directory);
        durableNames.keySet().removeIf(file -> file.getParent().equals(directory));
        files.forEach((path, content) -> {
            if (path.getParent().equals(directory)) {
                durableNames.put(path, content);
            }
        });
    }

    private final class OpenFile implements SegmentFile {

        private final Path path;
        private final Content content;
        private final boolean writable;

        OpenFile(Path path, Content content, boolean writable) {
            this.path = path;
            this.content = content;
            this.writable = writable;
        }

        @Override
        public long size() {
            return content.octets.length;
        }

        @Override
        public int read(ByteBuffer to, long offset) throws IOException {
            fault.before("read", path);
            if (offset >= content.octets.length) {
                return -1;
            }
            int count = (int) Math.min(to.remaining(), content.octets.length - offset);
            to.put(content.octets, (int) offset, count);
            return count;
        }

        @Override
        public int write(ByteBuffer from, long offset) throws IOException {
            requireWritable();
            fault.before("write", path);
            int count = Math.min(writeLimit.applyAsInt(from.remaining()), from.remaining());
            if (count < 0) {
                throw new IOException("No space left on device");
            }
            int end = Math.max(content.octets.length, (int) offset + count);
            byte[] next = Arrays.copyOf(content.octets, end);
            from.get(next, (int) offset, count);
            content.octets = next;
            return count;
        }

        @Override
        public void truncate(long size) throws IOException {
            requireWritable();
            fault.before("truncate", path);
            if (size < content.octets.length) {
                content.octets = Arrays.copyOf(content.octets, (int) size);
            }
        }

        @Override
        public void force() throws IOException {
            fault.before("force", path);
            content.durable = content.octets.clone();
        }

        @Override
        public void close() {}

        private void requireWritable() throws IOException {
            if (!writable) {
                throw new IOException("read-only: " + path);
            }
        }
    }
}
