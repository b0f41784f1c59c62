package network.ian.tau.devnode;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
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
     * @throws IOException if the disk refuses, or a whole line is no block on top of the ones before
     */
    static ChainFile open(Path path, Chain chain) throws IOException {
        FileChannel channel = FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            long end = load(path, chain);
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

    private static long load(Path path, Chain chain) throws IOException {
        ObjectMapper mapper = new ObjectMapper();
        byte[] octets = Files.readAllBytes(path);
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
