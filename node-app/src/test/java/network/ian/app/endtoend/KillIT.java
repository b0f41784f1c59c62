package network.ian.app.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** {@code kill -9} at random moments, under a load of POSTs. */
class KillIT {

    private static final int CLIENTS = 4;
    private static final int LONGEST_START_MS = 1500;

    @RegisterExtension
    final Machine machine = new Machine();

    @Test
    void keepsEveryPromiseThroughAHandfulOfKills() throws Exception {
        keepsEveryPromiseThrough(3, 800);
    }

    @Test
    @Tag("proof")
    void keepsEveryPromiseThroughFiftyKills() throws Exception {
        keepsEveryPromiseThrough(50, 3000);
    }

    private void keepsEveryPromiseThrough(int kills, int longestLoadMs) throws Exception {
        long seed = Seed.of("kill -9");
        Random random = new Random(seed);
        Samples samples = new Samples(seed);
        Promises promises = new Promises();
        Tally tally = new Tally();
        NodeProcess node = machine.node().start();

        for (int kill = 1; kill <= kills; kill++) {
            PostLoad load = PostLoad.on(node, samples, CLIENTS);
            atARandomMoment(random, longestLoadMs);
            node.kill();
            load.close();
            promises.add(load.acknowledged());

            if (random.nextInt(4) == 0) {
                node.launch();
                atARandomMoment(random, LONGEST_START_MS);
                node.kill();
                tally.killsWhileStarting++;
            }

            node.start();
            LogCopy log = promises.areInTheLogOf(node);
            promises.areServedAndProved(load.acknowledged(), node, log);
            tally.add(saysWhatItRecovered(node, log));
            promises.add(askedAgain(load.unanswered(), node));
            tally.unanswered += load.unanswered().size();
        }

        promises.areAllServedAndProved(node, promises.areInTheLogOf(node));
        isSoundOffline(node);
        System.out.println("kill -9: " + kills + " kills under load and " + tally.killsWhileStarting
                + " while starting; " + promises.count() + " acknowledged, all there and proved; " + tally.unanswered
                + " without an answer; recovered " + tally.keptAfterCommit
                + " entries behind a last commit record, cut "
                + tally.bytesCut + " bytes in " + tally.uncleanStarts + " unclean starts");
    }

    private static void atARandomMoment(Random random, int withinMs) {
        LockSupport.parkNanos(TimeUnit.MICROSECONDS.toNanos(random.nextInt(withinMs * 1000)));
    }

    private static JsonNode saysWhatItRecovered(NodeProcess node, LogCopy log) {
        JsonNode opening = node.opening();
        assertThat(opening.path("message").asText()).startsWith("Goal opened: recovered " + log.size() + " entries");
        assertThat(opening.path("entries").asInt()).isEqualTo(log.size());
        assertThat(opening.path("log_root").asText()).isEqualTo(log.root().hex());
        boolean unclean = opening.path("recovered_after_commit").asInt()
                        + opening.path("bytes_cut").asLong()
                > 0;
        assertThat(opening.path("message").asText().endsWith(", clean"))
                .as(opening.toString())
                .isNotEqualTo(unclean);
        return opening;
    }

    /** Whoever got no answer asks again; accepted now or then, the contribution is in the log once. */
    private static List<Acknowledged> askedAgain(List<byte[]> requests, NodeProcess node) {
        List<Acknowledged> promises = new ArrayList<>();
        for (byte[] request : requests) {
            Reply reply = node.api().contribute(request).withStatus(200);
            if (reply.accepted() || reply.data().path("rejection_type").asText().equals("DUPLICATE")) {
                promises.add(Acknowledged.by(reply));
            }
        }
        return promises;
    }

    private void isSoundOffline(NodeProcess node) throws Exception {
        JsonNode status = node.api().status().withStatus(200).data();
        node.kill();
        node.start();
        assertThat(node.stop().exitCode()).isZero();
        JsonNode goal = machine.ian(
                        "log",
                        "verify",
                        "--json",
                        "--data-dir",
                        node.dataDirectory().toString())
                .withExitCode(0)
                .json()
                .path("goals")
                .get(0);
        assertThat(goal.path("ok").asBoolean()).isTrue();
        for (String field : List.of("log_size", "log_root", "leaderboard_root")) {
            assertThat(goal.path(field)).as(field).isEqualTo(status.path(field));
        }
    }

    private static final class Tally {
        private int killsWhileStarting;
        private int unanswered;
        private int uncleanStarts;
        private long keptAfterCommit;
        private long bytesCut;

        private void add(JsonNode opening) {
            long kept = opening.path("recovered_after_commit").asLong();
            long cut = opening.path("bytes_cut").asLong();
            keptAfterCommit += kept;
            bytesCut += cut;
            uncleanStarts += kept + cut > 0 ? 1 : 0;
        }
    }
}
