package network.ian.app.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Three nodes behind a dashboard, of which the first anchors and the last asks for a key. */
final class DashboardNetwork {

    static final String KEY = "a-key-for-the-dashboard-test";

    /** The same agents each time, and so the same scores: one that is better than the first fifteen, which are alike, comes soon. */
    private static final long SEED = 11;

    final Agents agents = new Agents(SEED);
    final NodeProcess first;
    final NodeProcess second;
    final NodeProcess closed;
    private String hostile;

    /** Starts them on the chain of {@code goal} and waits until they are connected. */
    DashboardNetwork(Machine machine, TauGoal goal) throws Exception {
        Cluster cluster = new Cluster(machine);
        first = cluster.seed(NodeProcess.Place.HERE, goal.committing(2, 10).toArray(String[]::new));
        int port = Cluster.peerPort(first);
        second = cluster.joining(
                NodeProcess.Place.HERE, "127.0.0.1", port, goal.watching().toArray(String[]::new));
        Path key = machine.path("api.key");
        Files.createFile(key, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(key, KEY);
        List<String> flags = new ArrayList<>(goal.flags());
        flags.addAll(List.of("--p2p-seed-nodes", "tcp://127.0.0.1:" + port));
        flags.addAll(List.of("--api-key-file", key.toString(), "--api-protect-reads", "true"));
        closed = machine.node(flags.toArray(String[]::new)).start();
        Cluster.awaitPeers(first, 2);
    }

    /** Some agents, and one whose name and metadata are markup. */
    void contribute() {
        int accepted = 0;
        for (int turn = 0; accepted < 14; turn++) {
            assertThat(turn).as("most are accepted").isLessThan(200);
            Api api = (turn % 2 == 0 ? first : second).api();
            accepted += api.contribute(agents.next(0.95)).withStatus(200).accepted() ? 1 : 0;
        }
        ObjectNode metadata = JsonNodeFactory.instance.objectNode();
        metadata.put("<script>window.hacked=2</script>", "\u202Eevil\u202C " + Agents.HOSTILE);
        hostile = until(
                () -> first.api().contribute(Agents.contribution(Agents.HOSTILE, agents.policy(0.95), metadata)),
                Reply::accepted);
    }

    /** Id of the contribution whose text is markup. */
    String hostile() {
        return hostile;
    }

    /** The first answer that is as wanted, to different contributions. */
    static String until(Supplier<Reply> contribute, Predicate<Reply> wanted) {
        for (int turn = 0; turn < 300; turn++) {
            Reply reply = contribute.get().withStatus(200);
            if (wanted.test(reply)) {
                return reply.data().path("contribution_id").asText();
            }
        }
        throw new AssertionError("none of 300 contributions is as wanted");
    }
}
