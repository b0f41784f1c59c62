package network.ian.app.doctor;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import network.ian.core.runtime.MonotonicClock;

/** This machine, as an unprivileged process sees it. */
final class LinuxHost implements Host {

    private static final int LONGEST_TEXT = 1 << 20;
    private static final int MOST_NAMES = 100_000;
    private static final long COMMAND_SECONDS = 2;
    private static final int SYNCS = 5;
    private static final int PROBE_BYTES = 4096;

    private final Clock clock;
    private final MonotonicClock ticker;

    LinuxHost(Clock clock, MonotonicClock ticker) {
        this.clock = clock;
        this.ticker = ticker;
    }

    @Override
    public Optional<String> text(String path) {
        try (InputStream in = Files.newInputStream(Path.of(path))) {
            return Optional.of(new String(in.readNBytes(LONGEST_TEXT), StandardCharsets.UTF_8));
        } catch (IOException | InvalidPathException e) {
            return Optional.empty();
        }
    }

    @Override
    public List<String> names(String directory) {
        List<String> names = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(Path.of(directory))) {
            for (Path entry : entries) {
                if (names.size() < MOST_NAMES) {
                    names.add(entry.getFileName().toString());
                }
            }
        } catch (IOException | java.nio.file.DirectoryIteratorException e) {
            return List.of();
        }
        return names;
    }

    @Override
    public Optional<String> link(String path) {
        try {
            return Optional.of(Files.readSymbolicLink(Path.of(path)).toString());
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    @Override
    public Optional<String> output(String... command) {
        Process process;
        try {
            process = new ProcessBuilder(command)
                    .redirectInput(Path.of("/dev/null").toFile())
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
        } catch (IOException e) {
            return Optional.empty();
        }
        try {
            // What these commands print fits into a pipe.
            if (!process.waitFor(COMMAND_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
                return Optional.empty();
            }
            return Optional.of(new String(process.getInputStream().readNBytes(LONGEST_TEXT), StandardCharsets.UTF_8));
        } catch (IOException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        } finally {
            process.destroyForcibly();
        }
    }

    @Override
    public int processors() {
        return Runtime.getRuntime().availableProcessors();
    }

    @Override
    public long maxHeapBytes() {
        return Runtime.getRuntime().maxMemory();
    }

    @Override
    public Runtime.Version java() {
        return Runtime.version();
    }

    @Override
    public Instant now() {
        return clock.instant();
    }

    @Override
    public ZoneId zone() {
        return ZoneId.systemDefault();
    }

    @Override
    public Optional<String> cannotListen(String host, int port) {
        try (ServerSocket socket = new ServerSocket()) {
            // Otherwise connections of a node that has just stopped would be taken for a listener.
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getByName(host), port), 1);
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    @Override
    public long syncNanos(Path directory) throws IOException {
        Path file = Files.createTempFile(directory, ".doctor-", ".tmp");
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            long[] nanos = new long[SYNCS];
            for (int sync = 0; sync < SYNCS; sync++) {
                long started = ticker.nanos();
                channel.write(ByteBuffer.allocate(PROBE_BYTES));
                channel.force(true);
                nanos[sync] = ticker.nanos() - started;
            }
            Arrays.sort(nanos);
            return nanos[SYNCS / 2];
        } finally {
            Files.deleteIfExists(file);
        }
    }
}
