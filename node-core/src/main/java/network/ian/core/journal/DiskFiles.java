package network.ian.core.journal;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import network.ian.core.file.OwnerOnly;

/** The files of the operating system. */
final class DiskFiles implements SegmentFiles {

    /** The JDK keeps a direct buffer as large as the largest heap read, for each thread, for ever. */
    private static final int HEAP_READ = 64 << 10;

    @Override
    public void createDirectory(Path directory) throws IOException {
        if (!Files.isDirectory(directory)) {
            OwnerOnly.directory(directory);
        }
    }

    @Override
    public List<String> list(Path directory) throws IOException {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    @Override
    public SegmentFile create(Path file) throws IOException {
        return new DiskFile(OwnerOnly.create(file));
    }

    @Override
    public SegmentFile open(Path file) throws IOException {
        return new DiskFile(FileChannel.open(file, READ, WRITE, NOFOLLOW_LINKS));
    }

    @Override
    public SegmentFile openReadOnly(Path file) throws IOException {
        return new DiskFile(FileChannel.open(file, READ));
    }

    @Override
    public void delete(Path file) throws IOException {
        Files.delete(file);
    }

    @Override
    public void forceDirectory(Path directory) throws IOException {
        try (FileChannel channel = FileChannel.open(directory, READ)) {
            channel.force(true);
        }
    }

    private record DiskFile(FileChannel channel) implements SegmentFile {

        @Override
        public long size() throws IOException {
            return channel.size();
        }

        @Override
        public int read(ByteBuffer to, long offset) throws IOException {
            if (to.isDirect() || to.remaining() <= HEAP_READ) {
                return channel.read(to, offset);
            }
            int limit = to.limit();
            try {
                return channel.read(to.limit(to.position() + HEAP_READ), offset);
            } finally {
                to.limit(limit);
            }
        }

        @Override
        public int write(ByteBuffer from, long offset) throws IOException {
            return channel.write(from, offset);
        }

        @Override
        public void truncate(long size) throws IOException {
            channel.truncate(size);
        }

        @Override
        public void force() throws IOException {
            // fdatasync: it also syncs the size, the only thing about the file that a reader needs
            channel.force(false);
        }

        @Override
        public void close() throws IOException {
            channel.close();
        }
    }
}
