package network.ian.app.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import network.ian.app.endtoend.Cluster;
import network.ian.app.endtoend.Machine;
import network.ian.app.endtoend.NodeProcess;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Seeds whose names nobody can look up: no name server, a silent one, one that answers garbage. The node is ready, dials the
 * seeds that need no look-up, says what is wrong once for each name, and stops in time. Wants Linux and root.
 */
@Tag("proof")
class DnsGoneIT {

    private static final int PORT = 53;
    private static final int NAMES = 80;
    private static final String COMPLAINT = " cannot be looked up";
    private static final Pattern COMPLAINED =
            Pattern.compile(".*?\\b(seed\\d+)\\.gone\\.example\\b.*" + COMPLAINT + ".*");
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    @RegisterExtension
    final Machine machine = new Machine();

    private enum Answer {
        NONE_LISTENS("127.77.0.1"),
        SILENCE("127.77.0.2"),
        GARBAGE("127.77.0.3");

        /** One each: a socket that is closed under a thread that reads from it keeps its address for a moment. */
        private final String server;

        Answer(String server) {
            this.server = server;
        }

        String server() {
            return server;
        }
    }

    @Test
    void aNodeLivesWithoutNames() throws Exception {
        Assumptions.assumeTrue(isRoot(), "SKIPPED: another resolv.conf for one process needs Linux and root");
        NodeProcess peer = machine.node().start();
        for (Answer answer : Answer.values()) {
            try (NameServer server = new NameServer(answer)) {
                lives(answer, peer);
                assertThat(server.asked.get() > 0 || answer == Answer.NONE_LISTENS)
                        .as("the name server was asked")
                        .isTrue();
            }
        }
    }

    private void lives(Answer answer, NodeProcess peer) throws IOException {
        StringBuilder seeds = new StringBuilder();
        for (int name = 0; name < NAMES; name++) {
            seeds.append("tcp://seed").append(name).append(".gone.example:9000,");
        }
        NodeProcess node = machine.node("--p2p-seed-nodes", seeds + "tcp://127.0.0.1:" + Cluster.peerPort(peer))
                .at(new NodeProcess.Place(withNameServer(answer), "127.0.0.1", "127.0.0.1"))
                .start();
        Cluster.awaitPeers(node, 1);
        if (answer == Answer.NONE_LISTENS) {
            Awaitility.await().atMost(PATIENCE).until(() -> saysThatNamesAreMissing(node));
        }
        NodeProcess.Stopped stopped = node.stop();
        assertThat(stopped.exitCode()).as(answer + ": exit code").isZero();
        int said = complaints(answer, node);
        assertThat(node.log()).noneMatch(line -> line.path("level").asText().equals("ERROR"));
        System.out.println("names, " + answer + ": ready and connected, " + said + " lines, stopped after "
                + stopped.after().toMillis() + " ms");
    }

    private static boolean saysThatNamesAreMissing(NodeProcess node) throws IOException {
        return Files.readString(node.output()).contains(COMPLAINT);
    }

    /** How many names the node complained about: once about each, at WARN, and only about those it was given. */
    private static int complaints(Answer answer, NodeProcess node) {
        Map<String, Integer> said = new TreeMap<>();
        for (JsonNode line : node.log()) {
            Matcher about = COMPLAINED.matcher(line.path("message").asText());
            if (about.matches()) {
                assertThat(line.path("level").asText()).as(line.toString()).isEqualTo("WARN");
                said.merge(about.group(1), 1, Integer::sum);
            }
        }
        assertThat(said.values()).as(answer + ": lines about each name " + said).allMatch(times -> times == 1);
        assertThat(said.size()).as(answer + ": names").isBetween(answer == Answer.NONE_LISTENS ? 1 : 0, NAMES);
        return said.size();
    }

    /** Its own resolv.conf, in a mount namespace of its own. */
    private List<String> withNameServer(Answer answer) throws IOException {
        Path file = Files.writeString(machine.path("resolv.conf"), "nameserver " + answer.server() + "\n");
        return List.of(
                "unshare", "--mount", "sh", "-c", "mount --bind " + file + " /etc/resolv.conf && exec \"$@\"", "sh");
    }

    private static boolean isRoot() throws IOException {
        return Files.isDirectory(Path.of("/proc/self"))
                && Files.getAttribute(Path.of("/proc/self"), "unix:uid").equals(0)
                && Files.exists(Path.of("/usr/bin/unshare"));
    }

    /** A name server that is of no use. */
    private static final class NameServer implements AutoCloseable {

        private final Optional<DatagramSocket> socket;
        private final AtomicInteger asked = new AtomicInteger();

        NameServer(Answer answer) throws IOException {
            if (answer == Answer.NONE_LISTENS) {
                socket = Optional.empty();
                return;
            }
            DatagramSocket open =
                    new DatagramSocket(new InetSocketAddress(InetAddress.getByName(answer.server()), PORT));
            socket = Optional.of(open);
            Thread thread = new Thread(() -> serve(open, answer), "name-server");
            thread.setDaemon(true);
            thread.start();
        }

        private void serve(DatagramSocket open, Answer answer) {
            Random random = new Random(3);
            byte[] octets = new byte[1024];
            try {
                while (true) {
                    DatagramPacket packet = new DatagramPacket(octets, octets.length);
                    open.receive(packet);
                    asked.incrementAndGet();
                    if (answer == Answer.GARBAGE) {
                        // The question's own id, so that it is looked at, and junk behind.
                        for (int i = 2; i < octets.length; i++) {
                            octets[i] = (byte) random.nextInt(256);
                        }
                        packet.setLength(12 + random.nextInt(500));
                        open.send(packet);
                    }
                }
            } catch (IOException e) {
                // Closed: the test is over.
            }
        }

        @Override
        public void close() {
            socket.ifPresent(DatagramSocket::close);
        }
    }
}
