package network.ian.app.diagnostics;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Set;
import network.ian.core.file.AtomicFile;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorOutputStream;

/** A tar.gz that is written entry by entry; each is cleaned of secrets and counts against the bound. */
final class DiagnosticsArchive implements AutoCloseable {

    /** Longest entry in bytes. */
    static final int MOST_ENTRY_BYTES = 8 << 20;
    /** All entries together, before compression. */
    static final long MOST_BYTES = 48L << 20;

    private static final String FOLDER = "ian-diagnostics/";
    private static final int MODE = 0100600;

    private final Path file;
    private final Redactor redactor;
    private final Instant now;
    private final List<String> problems;
    private final FileChannel channel;
    private final TarArchiveOutputStream tar;
    private final List<String> names = new ArrayList<>();
    private long bytes;

    private DiagnosticsArchive(Path file, Redactor redactor, Instant now, List<String> problems, FileChannel channel)
            throws IOException {
        this.file = file;
        this.redactor = redactor;
        this.now = now;
        this.problems = problems;
        this.channel = channel;
        this.tar = new TarArchiveOutputStream(
                new GzipCompressorOutputStream(new BufferedOutputStream(Channels.newOutputStream(channel))),
                StandardCharsets.UTF_8.name());
    }

    /**
     * Begins one.
     *
     * @param problems takes a line for each entry that is too long
     * @throws java.nio.file.FileAlreadyExistsException if there is such a file
     */
    static DiagnosticsArchive create(Path file, Redactor redactor, Instant now, List<String> problems)
            throws IOException {
        FileChannel channel = FileChannel.open(
                file,
                Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                PosixFilePermissions.asFileAttribute(AtomicFile.OWNER_ONLY));
        try {
            return new DiagnosticsArchive(file, redactor, now, problems, channel);
        } catch (IOException | RuntimeException e) {
            channel.close();
            Files.deleteIfExists(file);
            throw e;
        }
    }

    /** Adds an entry, or a line to the problems if there is no room for it. */
    void add(String name, byte[] content) throws IOException {
        byte[] clean = redactor.clean(content);
        if (clean.length > MOST_ENTRY_BYTES || bytes + clean.length > MOST_BYTES) {
            problems.add(name + ": left out, " + clean.length + " bytes are more than fit into the archive");
            return;
        }
        TarArchiveEntry entry = new TarArchiveEntry(FOLDER + name);
        entry.setSize(clean.length);
        entry.setMode(MODE);
        entry.setModTime(Date.from(now));
        tar.putArchiveEntry(entry);
        tar.write(clean);
        tar.closeArchiveEntry();
        bytes += clean.length;
        names.add(name);
    }

    void add(String name, String content) throws IOException {
        add(name, content.getBytes(StandardCharsets.UTF_8));
    }

    /** A line as it may be shown, in the archive or elsewhere. */
    String clean(String line) {
        return redactor.clean(line);
    }

    /** What is in it so far. */
    List<String> names() {
        return List.copyOf(names);
    }

    /** Ends it and has it on the disk. */
    void finish() throws IOException {
        tar.finish();
        tar.flush();
        // Ends the gzip stream; the channel it closes is opened again for the flush to disk.
        tar.close();
        try (FileChannel written = FileChannel.open(file, StandardOpenOption.WRITE)) {
            written.force(true);
        }
    }

    /** Lets go of the file; half an archive does not stay behind. */
    void abandon() throws IOException {
        channel.close();
        Files.deleteIfExists(file);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
