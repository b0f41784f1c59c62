package network.ian.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import network.ian.core.config.ConfigException;
import network.ian.core.config.ConfigLoader;
import network.ian.core.config.ConfigSources;
import network.ian.core.config.NodeConfig;
import network.ian.core.goal.GoalCatalog;
import network.ian.core.node.Goal;
import network.ian.core.node.Node;
import network.ian.core.node.NodeEnvironment;
import network.ian.core.node.NodeOpener;
import network.ian.core.runtime.MonotonicClock;
import network.ian.core.runtime.SystemEntropy;
import network.ian.core.runtime.WallClock;
import network.ian.core.telemetry.Telemetry;

/** Real nodes, with the configuration of an operator who sets nothing but the data directory. */
public final class ScratchNode {

    private ScratchNode() {}

    public static Node open(Path data) throws IOException {
        return open(data, Telemetry.NONE);
    }

    public static Node open(Path data, Telemetry telemetry) throws IOException {
        NodeEnvironment environment = new NodeEnvironment(
                WallClock.system(), MonotonicClock.system(), SystemEntropy.secureRandom(), telemetry);
        return NodeOpener.open(config(data), environment);
    }

    public static NodeConfig config(Path data) {
        Map<String, String> variables =
                Map.of("IAN_DATA_DIR", data.toString(), "IAN_API_PORT", "0", "IAN_WS_PORT", "0");
        try {
            return ConfigLoader.load(new ConfigSources(Optional.empty(), Map.of(), variables, data))
                    .config();
        } catch (ConfigException e) {
            throw new IllegalStateException(e.problems().toString(), e);
        }
    }

    public static Goal goal(Node node) {
        return node.goal(GoalCatalog.DEMO_GOAL).orElseThrow();
    }

    public static int logSize(Node node) {
        return goal(node).view().orElseThrow().log().size();
    }

    /** Octets of all files below a directory. */
    public static long bytes(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(Files::isRegularFile)
                    .mapToLong(ScratchNode::size)
                    .sum();
        }
    }

    public static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                Files.copy(file, to.resolve(from.relativize(file).toString()));
            }
        }
    }

    public static void delete(Path directory) throws IOException {
        if (!Files.exists(directory)) {
            return;
        }
        Files.walkFileTree(directory, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.deleteIfExists(file);
                return FileVisitResult.CONTINUE;
            }

            /** Somebody else may be deleting as well. */
            @Override
            public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
                if (failure instanceof NoSuchFileException) {
                    return FileVisitResult.CONTINUE;
                }
                throw failure;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path emptied, IOException failure) throws IOException {
                Files.deleteIfExists(emptied);
                return FileVisitResult.CONTINUE;
            }
        });
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
