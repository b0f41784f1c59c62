package network.ian.app.soak;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import network.ian.app.endtoend.Cluster;
import network.ian.app.endtoend.NodeProcess;
import network.ian.app.endtoend.Reply;

/** The nodes of a soak: who is there, who is away by order, and what all of them ever printed. Thread-safe. */
final class Fleet {

    private final List<NodeProcess> nodes = new CopyOnWriteArrayList<>();
    private final Set<NodeProcess> away = ConcurrentHashMap.newKeySet();
    private final Map<NodeProcess, Integer> departures = new ConcurrentHashMap<>();
    private final Set<String> ids = new ConcurrentSkipListSet<>();
    private final List<Path> outputs = new CopyOnWriteArrayList<>();
    private final Set<Path> killed = ConcurrentHashMap.newKeySet();

    /** The node has been started. */
    void arrived(NodeProcess node) {
        if (!nodes.contains(node)) {
            nodes.add(node);
        }
        outputs.add(node.output());
        ids.add(node.api()
                .get("/api/v1/info")
                .withStatus(200)
                .data()
                .path("node_id")
                .asText());
        away.remove(node);
    }

    /** The node is about to be ended: from now on nobody is to wonder about its silence. */
    void leaves(NodeProcess node) {
        departures.merge(node, 1, Integer::sum);
        away.add(node);
    }

    /** Ends the node by {@code kill -9}. */
    void kill(NodeProcess node) {
        leaves(node);
        node.kill();
        killed.add(node.output());
    }

    List<NodeProcess> nodes() {
        return List.copyOf(nodes);
    }

    List<NodeProcess> present() {
        return nodes.stream().filter(node -> !away.contains(node)).toList();
    }

    /** One of those that are there. */
    NodeProcess any(Random random) {
        List<NodeProcess> there = present();
        return there.get(random.nextInt(there.size()));
    }

    /** Ids of all that ever were one of these nodes. */
    Set<String> ids() {
        return Set.copyOf(ids);
    }

    /**
     * Asks a node; empty if it ended meanwhile by order.
     *
     * @throws AssertionError if a node that is there does not answer
     */
    Optional<Reply> ask(NodeProcess node, Function<NodeProcess, Reply> question) {
        int before = departures.getOrDefault(node, 0);
        try {
            return Optional.of(question.apply(node));
        } catch (UncheckedIOException e) {
            excuse(node, before, e);
            return Optional.empty();
        }
    }

    /** How often the node was ended by order. */
    int departures(NodeProcess node) {
        return departures.getOrDefault(node, 0);
    }

    /** Whether the node is there, and has been since it had so many departures. */
    boolean isThereSince(NodeProcess node, int before) {
        return !away.contains(node) && departures(node) == before;
    }

    /** Passes over a failure if the node has been ended since it had so many departures. */
    void excuse(NodeProcess node, int before, Exception failure) {
        if (isThereSince(node, before)) {
            throw new AssertionError(node.dataDirectory().getFileName() + ", which is there, does not answer", failure);
        }
    }

    /** Waits until the node has peers and lacks nothing that they have. */
    static void awaitCaughtUp(NodeProcess node, Duration atMost) {
        org.awaitility.Awaitility.await()
                .atMost(atMost)
                .pollInterval(Duration.ofMillis(500))
                .until(() -> {
                    var state = node.api().status().withStatus(200).data();
                    return Cluster.peers(node).path("total").asInt() > 0
                            && state.path("sync_lag").asLong() == 0
                            && state.path("consensus_state").asText().equals("SYNCHRONIZED");
                });
    }

    /** All lines that the nodes ever printed. */
    List<String> lines() throws IOException {
        Set<Path> open = new HashSet<>(killed);
        present().forEach(node -> open.add(node.output()));
        List<String> all = new ArrayList<>();
        for (Path output : outputs) {
            String printed = new String(Files.readAllBytes(output), StandardCharsets.UTF_8);
            all.addAll(lines(printed, open.contains(output)));
        }
        return all;
    }

    /** @param open whether the last line, if nothing ends it, is one that a kill cut off or that is still being written */
    static List<String> lines(String printed, boolean open) {
        return (open ? printed.substring(0, printed.lastIndexOf('\n') + 1) : printed)
                .lines()
                .toList();
    }
}
