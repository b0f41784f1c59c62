package network.ian.app.faults;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import network.ian.core.runtime.MonotonicClock;
import network.ian.core.runtime.WallClock;
import network.ian.tau.devnode.DevNode;
import network.ian.tau.devnode.DevNodeOptions;

/** A Tau node on a socket, some of whose answers break off, and the flags of nodes that use it. */
final class Anchoring implements AutoCloseable {

    private static final Duration BLOCK = Duration.ofMillis(1500);
    private static final double BROKEN_OFF = 0.05;

    private final DevNode stand;
    private final Path directory;

    private Anchoring(DevNode stand, Path directory) {
        this.stand = stand;
        this.directory = directory;
    }

    static Anchoring start(Path directory, Random random) throws IOException {
        DevNode stand = DevNode.start(DevNodeOptions.like(WallClock.system(), MonotonicClock.system(), random)
                .withBlocks(BLOCK, false));
        stand.mischief().cutReplies(BROKEN_OFF);
        return new Anchoring(stand, directory);
    }

    /** One confirmation settles: without work there are no more blocks. */
    static ObjectNode rules() {
        return DevNode.anchor(1, Duration.ofMinutes(15), Duration.ZERO);
    }

    DevNode stand() {
        return stand;
    }

    List<String> watching() {
        return List.of("--tau-host", "127.0.0.1", "--tau-port", Integer.toString(stand.port()), "--tau-poll-s", "1");
    }

    List<String> committing() throws IOException {
        Path key = directory.resolve("tau.key");
        if (!Files.exists(key)) {
            Files.createFile(key, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(key, HexFormat.of().formatHex(DevNode.COMMITTER_SECRET.scalar()) + "\n");
        }
        List<String> all = new ArrayList<>(watching());
        all.addAll(List.of("--tau-key-file", key.toString()));
        all.addAll(List.of("--tau-commit-interval-s", "1", "--tau-commit-contributions", "5"));
        return all;
    }

    @Override
    public void close() throws IOException {
        stand.close();
    }
}
