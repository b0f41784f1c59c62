package network.ian.app.endtoend;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/**
 * An archive of the classes that a node loads (JEP 310), made once for each build of the program: a third of what the start
 * of a node costs is reading and checking them, and the tests start many.
 */
final class SharedClasses {

    private static final int LONGEST_SECONDS = 300;
    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private final Path jar;
    private final Path archive;
    private final Path work;

    private SharedClasses(Path jar) {
        this.jar = jar.toAbsolutePath();
        this.archive = jar.toAbsolutePath().resolveSibling("ian.jsa");
        this.work = jar.toAbsolutePath().resolveSibling("shared-classes");
    }

    /** Options with which a JVM uses the archive of this program; none if there cannot be one. */
    static List<String> options(Path jar) throws IOException {
        SharedClasses classes = new SharedClasses(jar);
        if (!classes.isCurrent()) {
            classes.makeOnce();
        }
        // Of an archive that does not fit it would complain, between the lines of the program.
        return Files.size(classes.archive) == 0
                ? List.of()
                : List.of("-Xlog:disable", "-XX:SharedArchiveFile=" + classes.archive);
    }

    private boolean isCurrent() throws IOException {
        return Files.isRegularFile(archive)
                && Files.getLastModifiedTime(archive).compareTo(Files.getLastModifiedTime(jar)) > 0;
    }

    /** One of the processes and threads that come here at the same time makes it; the others wait. */
    private void makeOnce() throws IOException {
        // A file's lock is the process's: a second thread that asks for it is refused, not kept waiting.
        synchronized (SharedClasses.class) {
            makeLocked();
        }
    }

    private void makeLocked() throws IOException {
        Files.createDirectories(work);
        try (FileChannel channel =
                        FileChannel.open(work.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock lock = channel.lock()) {
            if (lock.isValid() && !isCurrent()) {
                make();
            }
        } finally {
            System.out.printf("shared classes: %s, %d octets%n", archive, Files.size(archive));
        }
    }

    private void make() throws IOException {
        Path data = work.resolve("data");
        Path ofNode = work.resolve("node.lst");
        Path ofClient = work.resolve("client.lst");
        Path some = work.resolve("some.lst");
        Path made = work.resolve("made.jsa");
        delete(data);
        Files.deleteIfExists(made);
        listClasses(ofNode, ofClient, data);
        // JDK 17 crashes on classes that are spun at run time.
        try (Stream<String> node = Files.lines(ofNode);
                Stream<String> client = Files.lines(ofClient)) {
            Files.write(
                    some,
                    Stream.concat(node, client)
                            .filter(line -> !line.startsWith("@") && !line.matches(".*(Lambda|\\$Proxy).*"))
                            .distinct()
                            .toList());
        }
        ended(start(
                "dump.txt",
                "-Xshare:dump",
                "-XX:SharedClassListFile=" + some,
                "-XX:SharedArchiveFile=" + made,
                "-cp",
                jar.toString()));
        if (!Files.isRegularFile(made)) {
            // Slower, but no reason to fail; dump.txt says why.
            Files.createFile(made);
        }
        Files.move(made, archive, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }

    /** Has a node note which classes it loads until its API answers, and a command which it needs to ask it. */
    private void listClasses(Path ofNode, Path ofClient, Path data) throws IOException {
        Process node = start(
                "node.txt",
                "-XX:TieredStopAtLevel=1",
                "-XX:DumpLoadedClassList=" + ofNode,
                "-jar",
                jar.toString(),
                "run",
                "--data-dir=" + data,
                "--api-port=0",
                "--p2p-port=0",
                "--p2p-ws-port=0",
                "--p2p-listen-host=127.0.0.1");
        try {
            long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(LONGEST_SECONDS);
            while (node.isAlive() && !Files.exists(data.resolve("api.address")) && System.nanoTime() < until) {
                LockSupport.parkNanos(LOOK_NANOS);
            }
            ended(start(
                    "client.txt",
                    "-XX:TieredStopAtLevel=1",
                    "-XX:DumpLoadedClassList=" + ofClient,
                    "-jar",
                    jar.toString(),
                    "status",
                    "--data-dir=" + data));
        } finally {
            node.destroy();
            ended(node);
        }
    }

    private Process start(String output, String... arguments) throws IOException {
        List<String> command =
                new ArrayList<>(List.of(Program.java(), "-Xmx512m", "-XX:+UseSerialGC", "-Djava.io.tmpdir=" + work));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().keySet().removeIf(name -> name.startsWith("IAN_"));
        return builder.redirectErrorStream(true)
                .redirectOutput(work.resolve(output).toFile())
                .start();
    }

    private static void ended(Process process) throws IOException {
        try {
            process.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        } finally {
            process.destroyForcibly();
        }
    }

    private static void delete(Path directory) throws IOException {
        if (Files.isDirectory(directory)) {
            try (Stream<Path> files = Files.walk(directory)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }
}
