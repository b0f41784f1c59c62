package network.ian.app.endtoend;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A network namespace with two cables to this one: nodes talk over the first, a test over the second. Addresses are of
 * 198.18.0.0/15, which is set aside for tests of networks (RFC 2544).
 */
final class Namespace implements PartitionScenario.Wire, AutoCloseable {

    private static final String PEERS = "198.18.77.";
    private static final String CONTROL = "198.18.78.";

    private final String name = "ian-" + ProcessHandle.current().pid();
    private final String cable = "iap" + ProcessHandle.current().pid() % 1_000_000;
    private final String control = "iac" + ProcessHandle.current().pid() % 1_000_000;
    private final String bridge = "iab" + ProcessHandle.current().pid() % 1_000_000;
    private int timesCut;

    private Namespace() {}

    static boolean possible() {
        try {
            run("ip", "netns", "add", "ian-probe");
            run("ip", "netns", "delete", "ian-probe");
            return true;
        } catch (UncheckedIOException | IllegalStateException e) {
            return false;
        }
    }

    static Namespace create() {
        Namespace made = new Namespace();
        try {
            made.build();
            return made;
        } catch (IllegalStateException e) {
            made.close();
            throw e;
        }
    }

    /** Nodes outside listen there; the bridge stays up when the cable is pulled. */
    String mainlandHost() {
        return PEERS + "1";
    }

    NodeProcess.Place place() {
        return new NodeProcess.Place(List.of("ip", "netns", "exec", name), CONTROL + "2", PEERS + "2");
    }

    int timesCut() {
        return timesCut;
    }

    @Override
    public void cut() {
        run("ip", "link", "set", cable, "down");
        timesCut++;
    }

    @Override
    public void mend() {
        run("ip", "link", "set", cable, "up");
    }

    @Override
    public void close() {
        for (List<String> command : List.of(
                List.of("ip", "netns", "delete", name),
                List.of("ip", "link", "delete", cable),
                List.of("ip", "link", "delete", control),
                List.of("ip", "link", "delete", bridge))) {
            try {
                run(command.toArray(String[]::new));
            } catch (IllegalStateException e) {
                // With the namespace its ends of the cables are gone, and so are the others.
            }
        }
    }

    private void build() {
        run("ip", "netns", "add", name);
        run("ip", "link", "add", bridge, "type", "bridge");
        run("ip", "address", "add", PEERS + "1/24", "dev", bridge);
        run("ip", "link", "set", bridge, "up");
        run("ip", "link", "add", cable, "type", "veth", "peer", "name", "peers", "netns", name);
        run("ip", "link", "set", cable, "master", bridge);
        run("ip", "link", "set", cable, "up");
        run("ip", "link", "add", control, "type", "veth", "peer", "name", "control", "netns", name);
        run("ip", "address", "add", CONTROL + "1/24", "dev", control);
        run("ip", "link", "set", control, "up");
        inside("ip", "link", "set", "lo", "up");
        inside("ip", "address", "add", PEERS + "2/24", "dev", "peers");
        inside("ip", "link", "set", "peers", "up");
        inside("ip", "address", "add", CONTROL + "2/24", "dev", "control");
        inside("ip", "link", "set", "control", "up");
    }

    private void inside(String... command) {
        List<String> all = new ArrayList<>(List.of("ip", "netns", "exec", name));
        all.addAll(List.of(command));
        run(all.toArray(String[]::new));
    }

    private static void run(String... command) {
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (!process.waitFor(20, TimeUnit.SECONDS) || process.exitValue() != 0) {
                throw new IllegalStateException(String.join(" ", command) + ": " + said.strip());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
