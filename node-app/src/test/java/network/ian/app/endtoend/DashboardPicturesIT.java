package network.ian.app.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import network.ian.app.browser.Chromium;
import network.ian.app.browser.Page;
import network.ian.app.browser.SmallPng;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Takes the pictures of {@code docs/images} on a network that people with names compete on for a while; {@code
 * -Dian.images.write=true} puts them there, {@code -Dian.images.minutes} says for how long (16).
 */
@Tag("proof")
class DashboardPicturesIT {

    private static final Path IMAGES = Path.of("../docs/images");
    private static final int LARGEST = 300_000;
    private static final int NODES = 5;

    @RegisterExtension
    final Machine machine = new Machine();

    private final long seed = Seed.of("pictures");
    private final Random random = new Random(seed);
    private final Agents agents = new Agents(seed);

    @Test
    void picturesAreTaken() throws Exception {
        Duration competition = Duration.ofMinutes(Integer.getInteger("ian.images.minutes", 16));
        try (Chromium chromium = Chromium.start();
                TauGoal goal = TauGoal.start(machine, seed, Duration.ofSeconds(6), Duration.ofSeconds(8))) {
            Cluster cluster = network(goal);
            Page page = chromium.page();
            page.size(1440, 1000, 1);
            page.look("light", false);
            page.open(cluster.nodes().get(0).api().address().resolve("/"));
            compete(cluster.nodes(), competition);
            photograph(page);
        }
    }

    private Cluster network(TauGoal goal) throws IOException {
        Cluster cluster = new Cluster(machine);
        NodeProcess first =
                cluster.seed(NodeProcess.Place.HERE, goal.committing(30, 40).toArray(String[]::new));
        int port = Cluster.peerPort(first);
        for (int i = 1; i < NODES; i++) {
            List<String> flags = i == 1 ? goal.watching() : goal.flags();
            cluster.joining(NodeProcess.Place.HERE, "127.0.0.1", port, flags.toArray(String[]::new));
        }
        Cluster.awaitPeers(first, NODES - 1);
        return cluster;
    }

    /** In waves, and better as time goes by. */
    private void compete(List<NodeProcess> nodes, Duration duration) {
        long started = System.nanoTime();
        List<byte[]> sent = new ArrayList<>();
        for (int turn = 0; System.nanoTime() - started < duration.toNanos(); turn++) {
            double passed = (double) (System.nanoTime() - started) / duration.toNanos();
            byte[] next = turn % 40 == 39 ? sent.get(random.nextInt(sent.size())) : agents.next(0.45 + 0.5 * passed);
            sent.add(next);
            nodes.get(random.nextInt(nodes.size())).api().contribute(next);
            double wave = 0.9 + 0.4 * Math.sin(passed * 14) + 0.3 * Math.sin(passed * 37);
            LockSupport.parkNanos((long) (wave * TimeUnit.SECONDS.toNanos(1)));
        }
    }

    private void photograph(Page page) throws IOException {
        page.await("document.querySelector('#connection').dataset.mode === 'live'");
        page.value("new Promise(resolve => setTimeout(resolve, 3000))");
        int height = page.value("document.documentElement.scrollHeight").asInt();
        page.size(1440, height, 1);
        for (String scheme : List.of("light", "dark")) {
            page.look(scheme, true);
            page.value("new Promise(resolve => setTimeout(resolve, 500))");
            save("dashboard-" + scheme, page.picture());
        }
        page.look("light", true);
        page.size(1440, 1000, 1);
        page.click("#leaderboard a[data-entry]");
        page.await("document.querySelector('.verdict').dataset.outcome === 'true'");
        save("dashboard-proof", page.picture());
        page.press("Escape");
        page.size(390, 844, 2);
        page.value("new Promise(resolve => setTimeout(resolve, 800))");
        save("dashboard-phone", page.picture());
    }

    private static void save(String name, byte[] picture) throws IOException {
        byte[] png = SmallPng.of(picture);
        assertThat(png.length).as(name + ".png").isBetween(10_000, LARGEST);
        System.out.println(name + ".png: " + png.length + " bytes");
        if (Boolean.getBoolean("ian.images.write")) {
            Files.createDirectories(IMAGES);
            Files.write(IMAGES.resolve(name + ".png"), png);
        }
    }
}
