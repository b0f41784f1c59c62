package network.ian.core.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SplittableRandom;
import network.ian.core.codec.Bytes;
import network.ian.core.crypto.Hash;
import network.ian.core.crypto.SignatureProviders;
import network.ian.core.crypto.SignatureVerifier;
import network.ian.core.disk.FaultyDisk;
import network.ian.core.disk.Trouble;
import network.ian.core.file.AtomicFile;
import network.ian.core.goal.GoalCatalog;
import network.ian.core.goal.GoalSpec;
import network.ian.core.goal.GoalSpecCodec;
import network.ian.core.ingest.Entrance;
import network.ian.core.ingest.Outcome;
import network.ian.core.journal.StoredEntry;
import network.ian.core.salvage.LocalRepair;
import network.ian.core.state.NodeStateFile;
import network.ian.core.verdict.Verdict;
import network.ian.core.verify.DataAudit;
import network.ian.core.verify.GoalReport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * A whole node on a disk that fails, fills up, tears and forgets: what was acknowledged is there afterwards, roots follow from
 * the files, and a goal whose sync failed accepts nothing until the next start.
 */
class NodeOnFaultyDiskTest {

    private static final int BOOTS = 4;
    private static final int STEPS = 7;
    private static final SignatureVerifier SIGNATURES = SignatureProviders.select(SignatureProviders.AUTO, 64);

    private final Map<Trouble, Integer> troubles = new EnumMap<>(Trouble.class);
    private int kept;
    private int repaired;
    private int failedStarts;

    @Test
    void keepsEveryPromiseThroughAnyTrouble() throws IOException {
        live(0, 4);
    }

    @Test
    @Tag("proof")
    void keepsEveryPromiseThroughThousands() throws IOException {
        long from = Long.getLong("ian.test.seed", 10_000);
        long seeds = Long.getLong("ian.faults.disks", 2_000);
        live(from, from + seeds);
        System.out.println("nodes on faulty disks: seeds " + from + " to " + (from + seeds - 1) + ", " + BOOTS
                + " boots each, " + troubles + ", " + failedStarts + " starts failed, " + kept
                + " contributions acknowledged, " + repaired + " logs repaired, nothing lost");
    }

    private void live(long from, long to) throws IOException {
        for (long seed = from; seed < to; seed++) {
            new Life(seed).live();
        }
        assertThat(kept).isPositive();
    }

    private final class Life {

        private final String about;
        private final SplittableRandom random;
        private final FaultyDisk disk;
        private final Path data;
        private final NodeFixture fixture;
        private final GoalSpec late;
        private final Set<Hash> accepted = new HashSet<>();
        private final Set<Hash> dropping = new HashSet<>();
        private final Set<Hash> dropped = new HashSet<>();
        private boolean added;

        Life(long seed) throws IOException {
            about = "seed " + seed;
            random = new SplittableRandom(seed);
            disk = new FaultyDisk(random.split());
            data = Files.createDirectories(disk.getPath("/srv")).resolve("ian");
            AtomicFile.flushDirectory(disk.getPath("/"));
            fixture = new NodeFixture(data, seed).with("IAN_EVALUATION_THREADS", "1");
            late = GoalSpecCodec.decode(
                    "late",
                    new String(GoalCatalog.demoGoal().canonical().toArray(), StandardCharsets.UTF_8)
                            .replace(NodeFixture.GOAL, "LATE")
                            .getBytes(StandardCharsets.UTF_8));
        }

        void live() throws IOException {
            for (int boot = 0; boot < BOOTS; boot++) {
                Trouble trouble = Trouble.any(random);
                troubles.merge(trouble, 1, Integer::sum);
                trouble.on(disk, random, 40, 20_000);
                work();
                // A disk that died and is back was switched off between.
                if (trouble == Trouble.DEAD || random.nextBoolean()) {
                    disk.cutPower();
                }
                disk.powerOn();
                holds(trouble);
            }
            kept += accepted.size();
        }

        private void work() {
            Node node;
            try {
                node = fixture.open();
            } catch (IOException | RuntimeException e) {
                assertThat(e.getMessage()).as(about).isNotBlank();
                failedStarts++;
                return;
            }
            try (node) {
                for (int step = 0; step < STEPS; step++) {
                    step(node);
                }
            }
        }

        private void step(Node node) {
            try {
                switch (random.nextInt(8)) {
                    case 0 -> node.saveState();
                    case 1 -> {
                        node.addGoal(late);
                        added = true;
                    }
                    case 2 -> dropABody(node);
                    default -> contribute(node);
                }
            } catch (IOException | RuntimeException e) {
                assertThat(e.getMessage()).as(about).isNotBlank();
            }
        }

        private void contribute(Node node) {
            boolean failed = health(node) == GoalHealth.State.FAILED;
            Outcome outcome = NodeFixture.submit(
                    node,
                    random.nextBoolean()
                            ? NodeFixture.unsigned("alice", fixture.pack())
                            : fixture.signed(
                                    fixture.pack(), fixture.clock.wall().millis()),
                    Entrance.DOOR);
            if (outcome.accepted()) {
                assertThat(failed)
                        .as(about + ": accepted by a goal that failed")
                        .isFalse();
                accepted.add(outcome.contributionId());
            } else if (outcome.verdict() instanceof Verdict.Undecided undecided) {
                assertThat(undecided.toString()).as(about).contains(NodeFixture.GOAL);
            }
        }

        private static GoalHealth.State health(Node node) {
            return node.goal(NodeFixture.GOAL).orElseThrow().health().state();
        }

        private void dropABody(Node node) {
            for (Hash id : accepted) {
                if (dropping.add(id)) {
                    if (node.goal(NodeFixture.GOAL).orElseThrow().dropBody(id)) {
                        dropped.add(id);
                    }
                    return;
                }
            }
        }

        /** On a disk that works again. */
        private void holds(Trouble trouble) throws IOException {
            String now = about + " after " + trouble;
            if (!isServedAfterAStart(now)) {
                repair();
                assertThat(isServedAfterAStart(now + " and a repair")).isTrue();
            }
            isSound(now);
        }

        private boolean isServedAfterAStart(String now) throws IOException {
            try (Node node = fixture.open()) {
                assertThat(node.goal("LATE").isPresent() || !added).as(now).isTrue();
                if (health(node) == GoalHealth.State.SERVING) {
                    serves(now, node);
                    return true;
                }
                // A power cut may leave later sectors of a group that was not acknowledged and lose earlier ones.
                assertThat(node.goal(NodeFixture.GOAL).orElseThrow().health().detail())
                        .as(now)
                        .contains("a whole record follows");
                return false;
            }
        }

        private void serves(String now, Node node) throws IOException {
            GoalView view = NodeFixture.view(node);
            for (Hash id : accepted) {
                OptionalLong locator = view.log().locatorOf(id);
                assertThat(locator).as(now + ": acknowledged and lost").isPresent();
                StoredEntry entry = view.entries().entry(locator.getAsLong());
                Optional<Bytes> body = view.body(entry);
                if (dropped.contains(id)) {
                    assertThat(body).as(now + ": a dropped body").isEmpty();
                } else if (!dropping.contains(id)) {
                    assertThat(body).as(now + ": a body").isPresent();
                }
            }
        }

        private void isSound(String now) throws IOException {
            try (DataAudit audit = new DataAudit(data, SIGNATURES, 1)) {
                for (GoalReport report : audit.run(Optional.empty(), false, read -> {})) {
                    assertThat(report.problems()).as(now).isEmpty();
                }
            }
        }

        private void repair() throws IOException {
            repaired++;
            LocalRepair.Options options = new LocalRepair.Options(
                    1 << 20, 1, Optional.empty(), fixture.clock.wall(), new SecureRandom(new byte[] {1}));
            try (LocalRepair repair = new LocalRepair(data, SIGNATURES, options)) {
                repair.repair(
                        GoalCatalog.demoGoal(),
                        Optional.ofNullable(new NodeStateFile(data).read().get(NodeFixture.GOAL)),
                        read -> {});
            }
        }
    }
}
