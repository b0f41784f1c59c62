package network.ian.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A goal's state is a function of the set of admitted contributions, whatever order, machine and provider they met. */
class AnyOrderTest {

    private static final int REQUESTS = 200;
    private static final List<List<String>> MACHINES = List.of(
            List.of(),
            List.of("--crypto-provider", "jdk", "--evaluation-threads", "1"),
            List.of("--crypto-provider", "bouncycastle", "--evaluation-threads", "4"),
            List.of("--crypto-provider", "corretto", "--evaluation-queue", "1"),
            List.of("--api-max-body-bytes", "200000", "--evaluation-wall-time-ms", "100"));

    @TempDir
    Path home;

    @Test
    void fiveOrdersOnFiveMachinesGiveOneLogAndOneLeaderboard() throws IOException {
        giveOneEnd(MACHINES.size());
    }

    @Test
    @Tag("proof")
    void twentyOrdersInTwentyDirectoriesGiveOneLogAndOneLeaderboard() throws IOException {
        giveOneEnd(20);
    }

    private void giveOneEnd(int directories) throws IOException {
        List<String> lines = OfflineRun.ok(
                        home, "sample", "--count", "" + REQUESTS, "--seed", "77", "--signed", "--at", "1700000000000")
                .out()
                .lines()
                .toList();
        Set<ObjectNode> ends = new HashSet<>();
        for (int seed = 0; seed < directories; seed++) {
            Path data = home.resolve("data-" + seed);
            ends.add(fill(data, lines, new Random(seed), MACHINES.get(seed % MACHINES.size())));
            ends.add(verified(data));
            assertThat(ends)
                    .as("directories 0 to %d, each with its number for a seed", seed)
                    .hasSize(1);
        }
    }

    private ObjectNode verified(Path data) throws IOException {
        JsonNode report = OfflineRun.ok(home, "log", "verify", "--json", "--data-dir", data.toString())
                .json();
        return end(report);
    }

    private static ObjectNode end(JsonNode answer) {
        ObjectNode goal = answer.path("goals").path(0).deepCopy();
        return goal.retain("goal_id", "log_size", "log_root", "leaderboard_root");
    }

    /** Several runs, each of a part of the lines in random order with repetitions, until all are in. */
    private ObjectNode fill(Path data, List<String> lines, Random random, List<String> machine) throws IOException {
        List<String> order = new ArrayList<>(lines);
        Collections.shuffle(order, random);
        int from = 0;
        ObjectNode last = null;
        while (from < order.size()) {
            int to = Math.min(order.size(), from + 50 + random.nextInt(order.size()));
            List<String> part = new ArrayList<>(order.subList(from, to));
            for (int again = random.nextInt(40); again > 0; again--) {
                part.add(random.nextInt(part.size() + 1), order.get(random.nextInt(to)));
            }
            last = run(data, part, machine);
            from = to;
        }
        return last;
    }

    private ObjectNode run(Path data, List<String> part, List<String> machine) throws IOException {
        Path file = Files.write(home.resolve("part.ndjson"), part);
        List<String> arguments =
                new ArrayList<>(List.of("log", "import", file.toString(), "--json", "--data-dir", data.toString()));
        arguments.addAll(machine);
        return end(OfflineRun.ok(home, arguments.toArray(String[]::new)).json());
    }
}
