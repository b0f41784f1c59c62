package network.ian.tau.devnode;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import network.ian.core.codec.MalformedException;
import network.ian.tau.client.TauBlock;
import network.ian.tau.transaction.TauJson;

/**
 * Where a stand-in keeps its blocks: one per line, in the order in which they were made, block 0 left out. An unfinished last
 * line, as a crash leaves it, is cut off. The mempool is not kept.
 */
final class ChainFile implements AutoCloseable {

    private final FileChannel channel;

    private ChainFile(FileChannel channel) {
        this.channel = channel;
    }

    /**
     * Opens or makes the file and puts its blocks into {@code chain}.
     *
     * @throws IOException if another process uses it, the disk refuses, or a whole line is no block on top of the ones before
     */
    static ChainFile open(Path path, Chain chain) throws IOException {
        FileChannel channel =
                FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        try {
            lock(path, channel);
            long end = load(path, channel, chain);
            channel.truncate(end);
            channel.position(end);
            return new ChainFile(channel);
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    /** Adds a block. */
    void append(TauBlock block) {
        byte[] json = TauJson.encode(BlockJson.write(block)).view();
        ByteBuffer line =
                ByteBuffer.allocate(json.length + 1).put(json).put((byte) '\n').flip();
        try {
            while (line.hasRemaining()) {
                channel.write(line);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    private static void lock(Path path, FileChannel channel) throws IOException {
        try {
            if (channel.tryLock() != null) {
                return;
            }
        } catch (OverlappingFileLockException e) {
            throw new IOException(path + ": another stand-in uses it", e);
        }
        throw new IOException(path + ": another stand-in uses it");
    }

    private static long load(Path path, FileChannel channel, Chain chain) throws IOException {
        ObjectMapper mapper = new ObjectMapper();
        // Through the channel that holds the lock: closing another one would give the lock up.
        byte[] octets = Channels.newInputStream(channel).readAllBytes();
        int start = 0;
        for (int at = 0; at < octets.length; at++) {
            if (octets[at] == '\n') {
                try {
                    chain.add(BlockJson.read(mapper.readTree(octets, start, at - start)));
                } catch (JsonProcessingException | MalformedException | IllegalArgumentException e) {
                    throw new IOException(path + ": no chain of the Tau stand-in, at byte " + start, e);
                }
                start = at + 1;
            }
        }
        return start;
    }
}
