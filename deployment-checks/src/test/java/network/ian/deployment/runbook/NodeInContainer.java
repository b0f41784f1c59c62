package network.ian.deployment.runbook;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import network.ian.app.endtoend.Api;
import network.ian.app.endtoend.Cluster;
import network.ian.app.endtoend.Json;
import network.ian.app.endtoend.Machine;
import network.ian.app.endtoend.NodeProcess;
import network.ian.app.endtoend.Samples;

/** The scene of the runbook: a container {@code ian-node} with its data in {@code /data/ian}, and a seed that it knows. */
final class NodeInContainer {

    static final int CONTRIBUTIONS = 5;

    private final NodeProcess seed;
    private final OperatorShell shell;

    private NodeInContainer(NodeProcess seed, OperatorShell shell) {
        this.seed = seed;
        this.shell = shell;
    }

    /** Starts the seed, and says what the runbook's names are here; the container is not started. */
    static NodeInContainer prepare(Machine machine) throws IOException {
        NodeProcess seed = new Cluster(machine).seed(NodeProcess.Place.HERE);
        int api = freePort();
        int peers = freePort();
        String seedPort = String.valueOf(Cluster.peerPort(seed));
        String seedAddress = "tcp://127.0.0.1:" + seedPort;
        OperatorShell shell = new OperatorShell(machine);
        Path data = shell.directory().resolve("data/ian");
        shell.replace("/data/ian", data.toString())
                .replace("localhost:8000", "localhost:" + api)
                .replace("8000:8000", api + ":8000")
                .replace("9000:9000", peers + ":9000")
                .replace("grep 9000", "grep " + peers)
                .replace("localhost 9000", "localhost " + peers)
                .replace("your-node-ip 9000", "127.0.0.1 " + peers)
                .replace("seed1.ian.network:9000", "127.0.0.1:" + seedPort)
                .replace("seed1.ian.network 9000", "127.0.0.1 " + seedPort)
                .replace("tcp://seed1.ian.network:9000,tcp://seed2.ian.network:9000", seedAddress)
                .replace("tcp://new-seed:9000,tcp://seed2:9000", seedAddress)
                .replace("<peer_id>", nodeId(seed))
                .awaiting("http://localhost:" + api + "/health");
        return new NodeInContainer(seed, shell);
    }

    NodeProcess seed() {
        return seed;
    }

    OperatorShell shell() {
        return shell;
    }

    Api api() {
        return new Api(URI.create(shell.here("http://localhost:8000")));
    }

    /** Has the node accept {@link #CONTRIBUTIONS} of them. */
    void contribute() {
        Samples samples = new Samples(7);
        int accepted = 0;
        while (accepted < CONTRIBUTIONS) {
            accepted += api().contribute(samples.next()).withStatus(200).accepted() ? 1 : 0;
        }
    }

    private static String nodeId(NodeProcess node) throws IOException {
        JsonNode identity = Json.parse(Files.readString(node.dataDirectory().resolve("identity.json")));
        return identity.path("node_id").asText();
    }

    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
