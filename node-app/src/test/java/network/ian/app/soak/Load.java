package network.ian.app.soak;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import network.ian.app.endtoend.AgentClient;
import network.ian.app.endtoend.NodeProcess;
import network.ian.app.endtoend.Reply;
import network.ian.app.endtoend.Samples;

/** What honest people ask of the nodes: contributions, agents, everything that can be read. */
final class Load {

    private static final Path AGENTS = Path.of(System.getProperty("ian.root", ".."), "examples/agents");
    private static final Duration READ_EVERY = Duration.ofMillis(400);

    private final Fleet fleet;
    private final Random random;

    Load(Fleet fleet, long seed) {
        this.fleet = fleet;
        this.random = new Random(seed);
    }

    /** Signed contributions to one goal, by turns to all nodes that are there. */
    void contribute(Paced paced, Contest contest, Samples samples, double perSecond) {
        Random chosen = new Random(random.nextLong());
        paced.start("contribute-" + contest.goal(), Duration.ofNanos((long) (1e9 / perSecond)), () -> {
            byte[] request = samples.signed(System.currentTimeMillis());
            fleet.ask(fleet.any(chosen), node -> node.api().contribute(request))
                    .ifPresent(reply -> contest.take(reply, request.length));
        });
    }

    /** The examples, each time as a module that nobody had. */
    void agents(Paced paced, Contest contest, Duration every) throws IOException {
        List<byte[]> modules = new ArrayList<>();
        for (String name : List.of("buy-and-hold", "moving-average")) {
            modules.add(Files.readAllBytes(AGENTS.resolve(name).resolve("agent.wasm")));
        }
        Random chosen = new Random(random.nextLong());
        paced.start("agents", every, () -> {
            byte[] module = modules.get(chosen.nextInt(modules.size()));
            fleet.ask(
                            fleet.any(chosen),
                            node -> new AgentClient(node, "127.0.0.1")
                                    .contribute(module)
                                    .reply())
                    .ifPresent(reply -> contest.take(reply, module.length));
        });
    }

    /** One question after the other, each to a node of chance; every answer is the right one. */
    void read(Paced paced, Contest contest) {
        Random chosen = new Random(random.nextLong());
        paced.start("read", READ_EVERY, () -> {
            NodeProcess node = fleet.any(chosen);
            fleet.ask(node, asked -> contest.state(asked).isObject() ? read(asked, contest, chosen) : null);
        });
    }

    private static Reply read(NodeProcess node, Contest contest, Random random) {
        int size = contest.state(node).path("log_size").asInt();
        String goal = contest.goal();
        String path = switch (random.nextInt(9)) {
            case 0 -> "/api/v1/leaderboard/" + goal + "?limit=100";
            case 1 -> "/api/v1/log/" + goal + "?from=" + random.nextInt(size + 1) + "&limit=200";
            case 2 -> size == 0 ? "/api/v1/goals" : "/api/v1/proof/" + goal + "/" + random.nextInt(size);
            case 3 -> "/api/v1/activity/" + goal;
            case 4 -> "/metrics";
            case 5 -> "/api/v1/peers";
            case 6 -> "/api/v1/alerts";
            case 7 -> "/status";
            default -> "/health/live";
        };
        return node.api().get(path).withStatus(200);
    }
}
