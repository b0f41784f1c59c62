package network.ian.app.diagnostics;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.zip.GZIPInputStream;
import network.ian.app.logging.NodeLogging;

/** The last lines of a node's log, those of rotated files included where the current one is short. */
final class LogTail {

    static final int LINES = 2_000;
    /** A longer line is cut. */
    static final int LONGEST_LINE = 16 << 10;

    private static final int MOST_BYTES = DiagnosticsArchive.MOST_ENTRY_BYTES - (1 << 20);
    private static final int MOST_FILES = 8;
    /** Of a file that is far longer than rotation lets it grow, only the end is read. */
    private static final long MOST_READ = 128L << 20;

    private static final byte[] CUT = " ... (cut)".getBytes(StandardCharsets.US_ASCII);

    private final Deque<byte[]> lines = new ArrayDeque<>();
    private long bytes;

    /**
     * The lines, oldest first.
     *
     * @param problems takes a line for each file that cannot be read
     */
    static byte[] read(Path directory, List<String> problems) {
        List<Deque<byte[]>> parts = new ArrayList<>();
        int missing = LINES;
        long room = MOST_BYTES;
        for (Path file : files(directory, problems)) {
            if (missing <= 0 || room <= 0) {
                break;
            }
            LogTail tail = new LogTail();
            try {
                tail.readFile(file, missing, room);
            } catch (IOException e) {
                problems.add(file + ": " + e.getMessage());
            }
            missing -= tail.lines.size();
            room -= tail.bytes;
            parts.add(tail.lines);
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (int part = parts.size() - 1; part >= 0; part--) {
            parts.get(part).forEach(out::writeBytes);
        }
        return out.toByteArray();
    }

    /** The current file, then the rotated ones, newest first. */
    private static List<Path> files(Path directory, List<String> problems) {
        List<Path> rotated = new ArrayList<>();
        try (DirectoryStream<Path> inside = Files.newDirectoryStream(directory, "node.*.log.gz")) {
            inside.forEach(rotated::add);
        } catch (IOException e) {
            problems.add("log directory " + directory + ": " + e);
        }
        rotated.sort(Comparator.comparing(LogTail::modified).reversed());
        List<Path> files = new ArrayList<>();
        Path current = directory.resolve(NodeLogging.FILE_NAME);
        if (Files.exists(current)) {
            files.add(current);
        }
        files.addAll(rotated.subList(0, Math.min(MOST_FILES, rotated.size())));
        return files;
    }

    private static long modified(Path file) {
        try {
            return Files.getLastModifiedTime(file).toMillis();
        } catch (IOException e) {
            return 0;
        }
    }

    private void readFile(Path file, int most, long room) throws IOException {
        boolean packed = file.toString().endsWith(".gz");
        try (FileChannel channel = FileChannel.open(file)) {
            if (!packed) {
                channel.position(Math.max(0, channel.size() - MOST_READ));
            }
            InputStream raw = Channels.newInputStream(channel);
            try (InputStream in = new BufferedInputStream(packed ? new GZIPInputStream(raw) : raw, 1 << 16)) {
                readLines(in, most, room);
            }
        }
    }

    private void readLines(InputStream in, int most, long room) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        long left = MOST_READ;
        boolean cut = false;
        for (int octet = in.read(); octet >= 0 && left > 0; octet = in.read()) {
            left--;
            if (octet == '\n') {
                keep(line, cut, most, room);
                cut = false;
            } else if (line.size() < LONGEST_LINE) {
                line.write(octet);
            } else {
                cut = true;
            }
        }
        if (line.size() > 0) {
            keep(line, cut, most, room);
        }
    }

    private void keep(ByteArrayOutputStream line, boolean cut, int most, long room) {
        if (cut) {
            line.writeBytes(CUT);
        }
        line.write('\n');
        lines.addLast(line.toByteArray());
        bytes += line.size();
        line.reset();
        while (lines.size() > most || bytes > room) {
            bytes -= lines.removeFirst().length;
        }
    }
}
