package network.ian.core.disk;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.NonReadableChannelException;
import java.nio.channels.NonWritableChannelException;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Path;

/** An open file of a {@link FaultyDisk}, or an open directory, which can only be synced. */
final class DiskChannel extends FileChannel {

    private static final int COPY = 1 << 16;

    private final FaultyDisk disk;
    private final Path path;
    private final Stored stored;
    private final boolean reading;
    private final boolean writing;
    private final int boot;
    private long position;

    DiskChannel(FaultyDisk disk, Path path, Stored stored, boolean reading, boolean writing, boolean appending) {
        this.disk = disk;
        this.path = path;
        this.stored = stored;
        this.reading = reading;
        this.writing = writing;
        this.boot = disk.boot();
        this.position = appending ? octets().content().length : 0;
    }

    @Override
    public int read(ByteBuffer to) throws IOException {
        synchronized (disk) {
            int count = read(to, position);
            position += Math.max(0, count);
            return count;
        }
    }

    @Override
    public int read(ByteBuffer to, long from) throws IOException {
        synchronized (disk) {
            if (!reading) {
                throw new NonReadableChannelException();
            }
            begin(Operation.READ);
            byte[] content = octets().content();
            if (from >= content.length) {
                return -1;
            }
            int count = (int) Math.min(to.remaining(), content.length - from);
            to.put(content, (int) from, count);
            return count;
        }
    }

    @Override
    public long read(ByteBuffer[] to, int offset, int length) throws IOException {
        return read(to[offset]);
    }

    @Override
    public int write(ByteBuffer from) throws IOException {
        synchronized (disk) {
            int count = write(from, position);
            position += count;
            return count;
        }
    }

    @Override
    public int write(ByteBuffer from, long to) throws IOException {
        synchronized (disk) {
            if (!writing) {
                throw new NonWritableChannelException();
            }
            begin(Operation.WRITE);
            long growth = Math.max(0, to + from.remaining() - octets().content().length);
            byte[] taken = new byte[disk.accept(path, from.remaining(), growth)];
            from.get(taken);
            octets().write(to, taken);
            changed();
            return taken.length;
        }
    }

    @Override
    public long write(ByteBuffer[] from, int offset, int length) throws IOException {
        return write(from[offset]);
    }

    @Override
    public long position() {
        synchronized (disk) {
            return position;
        }
    }

    @Override
    public FileChannel position(long next) {
        synchronized (disk) {
            position = next;
            return this;
        }
    }

    @Override
    public long size() throws IOException {
        synchronized (disk) {
            begin(Operation.READ);
            return octets().content().length;
        }
    }

    @Override
    public FileChannel truncate(long size) throws IOException {
        synchronized (disk) {
            begin(Operation.TRUNCATE);
            octets().truncate(size);
            position = Math.min(position, size);
            changed();
            return this;
        }
    }

    @Override
    public void force(boolean metaData) throws IOException {
        synchronized (disk) {
            boolean directory = stored instanceof Stored.Directory;
            try {
                begin(directory ? Operation.SYNC_DIRECTORY : Operation.SYNC);
            } catch (IOException e) {
                if (!disk.isOff() && stored instanceof Stored.Octets octets && boot == disk.boot()) {
                    octets.failSync(disk.random());
                }
                throw e;
            }
            stored.sync();
            disk.done(path);
        }
    }

    @Override
    public long transferTo(long from, long count, WritableByteChannel target) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate((int) Math.min(count, COPY));
        int read = read(buffer, from);
        return read <= 0 ? 0 : target.write(buffer.flip());
    }

    @Override
    public long transferFrom(ReadableByteChannel source, long to, long count) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate((int) Math.min(count, COPY));
        int read = source.read(buffer);
        return read <= 0 ? 0 : write(buffer.flip(), to);
    }

    @Override
    public MappedByteBuffer map(MapMode mode, long from, long size) {
        throw new UnsupportedOperationException("this disk has no mapped files");
    }

    @Override
    public FileLock lock(long from, long size, boolean shared) {
        return tryLock(from, size, shared);
    }

    /** One process has the disk: nobody else ever has the lock. */
    @Override
    public FileLock tryLock(long from, long size, boolean shared) {
        return new Lock(this, from, size, shared);
    }

    @Override
    protected void implCloseChannel() {}

    private void begin(Operation operation) throws IOException {
        if (!isOpen()) {
            throw new ClosedChannelException();
        }
        disk.begin(operation, path, boot);
    }

    private void changed() throws IOException {
        stored.setModifiedMs(disk.tick());
        disk.done(path);
    }

    private Stored.Octets octets() {
        return (Stored.Octets) stored;
    }

    private static final class Lock extends FileLock {

        private boolean released;

        Lock(FileChannel channel, long from, long size, boolean shared) {
            super(channel, from, size, shared);
        }

        @Override
        public boolean isValid() {
            return !released && acquiredBy().isOpen();
        }

        @Override
        public void release() {
            released = true;
        }
    }
}
