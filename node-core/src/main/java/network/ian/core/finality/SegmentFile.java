package network.ian.core.finality;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import network.ian.core.crypto.Hash;
import network.ian.core.file.AtomicFile;
import network.ian.core.file.OwnerOnly;
import network.ian.core.state.NewerFormatException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@code finality/segments} in a goal's directory: records that only grow in number until the file is rewritten. For one thread. */
final class SegmentFile {

    private static final Logger LOG = LoggerFactory.getLogger(SegmentFile.class);

    private final Path file;
    private final Hash topic;
    private long end;
    /** Whether the file's name is on the disk: whoever wrote it may have been killed before. */
    private boolean named;

    /**
     * What a file holds.
     *
     * @param damaged records that are not what was written, apart from a torn end
     * @param end octets up to the last whole record; 0 if there is no file or it has no sound header
     * @param torn octets behind {@code end}
     */
    record Content(List<Segment> segments, int damaged, long end, long torn) {}

    SegmentFile(Path goalDirectory, Hash topic) {
        this.file = path(goalDirectory);
        this.topic = topic;
    }

    static Path path(Path goalDirectory) {
        return goalDirectory.resolve("finality").resolve("segments");
    }

    static OptionalLong format(Path goalDirectory) throws IOException {
        Path file = path(goalDirectory);
        if (!Files.isRegularFile(file)) {
            return OptionalLong.empty();
        }
        try (InputStream in = Files.newInputStream(file)) {
            return SegmentCodec.format(in.readNBytes(SegmentCodec.HEADER_BYTES));
        }
    }

    Path path() {
        return file;
    }

    /** Reads everything and remembers where to go on; writes nothing. */
    Content read() throws IOException {
        Content content = Files.exists(file) ? content(Files.readAllBytes(file)) : new Content(List.of(), 0, 0, 0);
        end = content.end;
        return content;
    }

    /** Makes room for a new file, if the disk lets it; otherwise the next one that is written replaces this one. */
    void setAside() {
        end = 0;
        try {
            Files.move(file, file.resolveSibling("segments.unreadable"), StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            LOG.atWarn().addKeyValue("file", file).log("The file cannot be moved aside: {}", e.toString());
        }
    }

    /** Appends and syncs; what stood behind the last whole record goes. */
    void append(Collection<Segment> segments) throws IOException {
        if (end == 0) {
            rewrite(segments);
            return;
        }
        byte[] octets = SegmentCodec.encode(segments);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS)) {
            try {
                channel.truncate(end);
                write(channel, octets);
            } catch (IOException e) {
                // After a failed sync the system shows what the disk does not hold, to the next process too.
                cut(channel, e);
                throw e;
            }
            end += octets.length;
        }
    }

    private void write(FileChannel channel, byte[] octets) throws IOException {
        ByteBuffer left = ByteBuffer.wrap(octets);
        while (left.hasRemaining()) {
            channel.write(left, end + left.position());
        }
        channel.force(true);
        if (!named) {
            AtomicFile.flushDirectory(file.getParent());
            named = true;
        }
    }

    private void cut(FileChannel channel, IOException cause) {
        try {
            channel.truncate(end);
        } catch (IOException e) {
            cause.addSuppressed(e);
        }
    }

    /** Replaces the file, durably and at once. */
    void rewrite(Collection<Segment> segments) throws IOException {
        OwnerOnly.directories(file.getParent());
        AtomicFile.removeLeftovers(file.getParent());
        byte[] header = SegmentCodec.header(topic);
        byte[] records = SegmentCodec.encode(segments);
        byte[] all = ByteBuffer.allocate(Math.addExact(header.length, records.length))
                .put(header)
                .put(records)
                .array();
        AtomicFile.write(file, all, AtomicFile.OWNER_ONLY);
        named = true;
        end = all.length;
    }

    long bytes() {
        return end;
    }

    private Content content(byte[] octets) throws IOException {
        SegmentCodec.Header header = SegmentCodec.check(octets, topic);
        if (header == SegmentCodec.Header.NEWER) {
            throw new NewerFormatException(file, SegmentCodec.version(octets), SegmentCodec.VERSION);
        }
        if (header == SegmentCodec.Header.DAMAGED) {
            return new Content(List.of(), 1, 0, 0);
        }
        List<Segment> segments = new ArrayList<>();
        int damaged = 0;
        int at = SegmentCodec.HEADER_BYTES;
        int whole = at;
        for (int length; (length = SegmentCodec.recordBytes(octets, at)) > 0; at += length) {
            Optional<Segment> segment = SegmentCodec.decode(octets, at);
            segment.ifPresent(segments::add);
            damaged += segment.isEmpty() ? 1 : 0;
            whole = at + length;
        }
        return new Content(segments, damaged, whole, octets.length - whole);
    }
}
