package network.ian.benchmarks.gossip;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** The peer's program: {@code benchmarks/gossipsub}, installed from npm by the script in it. */
final class GossipSub {

    /** The launcher tells where the checkout is. */
    private static final Path FOLDER = Path.of(System.getProperty("ian.checkout", ""), "benchmarks", "gossipsub");

    private GossipSub() {}

    /**
     * Installs it unless it is there, and tells how to start a node of it.
     *
     * @throws IOException in words for a person if that cannot be done here
     */
    static Network.Program program() throws IOException, InterruptedException {
        Path folder = FOLDER.toAbsolutePath();
        if (!Files.isExecutable(folder.resolve("setup"))) {
            throw new IOException(
                    folder + "/setup is not there; start this with ./ian bench, or from the root of the checkout");
        }
        Process setup = new ProcessBuilder(folder.resolve("setup").toString())
                .redirectErrorStream(true)
                .start();
        setup.getOutputStream().close();
        String said = new String(setup.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (setup.waitFor() != 0) {
            throw new IOException("GossipSub cannot be set up: " + said.strip());
        }
        return number -> new ProcessBuilder("node", folder.resolve("node.js").toString()).directory(folder.toFile());
    }
}
