package network.ian.core.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import network.ian.core.codec.Bytes;
import network.ian.core.contribution.AgentPack;
import network.ian.core.contribution.ContributorId;
import network.ian.core.contribution.Header;
import network.ian.core.contribution.HeaderCodec;
import network.ian.core.contribution.Kind;
import network.ian.core.contribution.PackCodec;
import network.ian.core.crypto.SigningKey;
import network.ian.core.goal.GoalCatalog;
import network.ian.core.ingest.Entrance;
import network.ian.core.ingest.InFlight;
import network.ian.core.ingest.Outcome;
import network.ian.core.runtime.FairPool;
import network.ian.core.runtime.WorkerPool;
import network.ian.core.telemetry.Telemetry;
import network.ian.core.verdict.Reason;
import network.ian.core.verdict.Verdict;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What peers supply: bytes that nobody has looked at yet. */
class PeerDoorTest {

    private static final SigningKey CONTRIBUTOR = SigningKey.fromSeed(new byte[32]);
    private static final SigningKey OTHER_NODE = SigningKey.fromSeed(bytes(32, 7));

    @TempDir
    private Path data;

    private NodeFixture fixture;
    private Node node;
    private long now;
    private AgentPack pack;

    @BeforeEach
    void open() throws IOException {
        fixture = new NodeFixture(data, 5);
        node = fixture.open();
        now = fixture.clock.wall().millis();
        pack = acceptedPack();
    }

    @AfterEach
    void close() {
        node.close();
    }

    @Test
    void takesWhatAContributorSignedAndTellsADuplicate() {
        Bytes header = header(CONTRIBUTOR, false, now - 50);
        Outcome first = submit(header, signature(CONTRIBUTOR, header), body(), Entrance.DOOR);
        assertThat(first.accepted()).isTrue();
        assertThat(NodeFixture.view(node).log().contains(first.contributionId()))
                .as("visible by the time it is answered")
                .isTrue();
        assertThat(submit(header, signature(CONTRIBUTOR, header), body(), Entrance.DOOR))
                .satisfies(again -> assertThat(NodeFixture.reason(again)).isEqualTo(Reason.DUPLICATE))
                .satisfies(again -> assertThat(again.contributionId()).isEqualTo(first.contributionId()));
    }

    @Test
    void takesAPairOfContributorAndPackThatSeveralNodesSponsored() {
        int before = NodeFixture.view(node).log().size();
        Bytes one = header(OTHER_NODE, true, now);
        assertThat(submit(one, signature(OTHER_NODE, one), body(), Entrance.DOOR)
                        .accepted())
                .isTrue();
        SigningKey third = SigningKey.fromSeed(bytes(32, 9));
        Bytes two = header(third, true, now);
        assertThat(submit(two, signature(third, two), body(), Entrance.DOOR).accepted())
                .isTrue();
        assertThat(NodeFixture.view(node).log().size()).isEqualTo(before + 2);
    }

    @Test
    void verifiesTheSignatureOfASponsoringNode() {
        Bytes header = header(OTHER_NODE, true, now);
        assertThat(NodeFixture.reason(submit(header, signature(CONTRIBUTOR, header), body(), Entrance.HISTORY)))
                .isEqualTo(Reason.INVALID_SIGNATURE);
    }

    @Test
    void keepsTheWindowForWhatIsPushedOnly() {
        Bytes old = header(CONTRIBUTOR, false, now - 120_001);
        assertThat(NodeFixture.reason(submit(old, signature(CONTRIBUTOR, old), body(), Entrance.DOOR)))
                .isEqualTo(Reason.STALE);
        assertThat(submit(old, signature(CONTRIBUTOR, old), body(), Entrance.HISTORY)
                        .accepted())
                .isTrue();
    }

    @Test
    void rejectsABodyThatIsNotTheHeaders() {
        Bytes header = header(CONTRIBUTOR, false, now);
        Bytes other = PackCodec.encode(NodeFixture.pack("other".getBytes(StandardCharsets.UTF_8)));
        assertThat(NodeFixture.reason(submit(header, signature(CONTRIBUTOR, header), other, Entrance.DOOR)))
                .isEqualTo(Reason.INVARIANT_VIOLATION);
    }

    @Test
    void rejectsWhatIsTooLongBeforeAnyWork() {
        Bytes header = header(CONTRIBUTOR, false, now);
        Bytes signature = signature(CONTRIBUTOR, header);
        Bytes long1 = Bytes.wrap(new byte[2049]);
        Bytes long2 = Bytes.wrap(new byte[goal().spec().limits().maxPackBytes() + 1]);
        assertThat(NodeFixture.reason(submit(long1, signature, body(), Entrance.DOOR)))
                .isEqualTo(Reason.INVALID_STRUCTURE);
        assertThat(NodeFixture.reason(submit(header, signature, long2, Entrance.DOOR)))
                .isEqualTo(Reason.INVALID_STRUCTURE);
        assertThat(NodeFixture.reason(submit(header, Bytes.wrap(new byte[63]), body(), Entrance.DOOR)))
                .isEqualTo(Reason.INVALID_STRUCTURE);
    }

    @Test
    void anyChangedByteIsRejected() {
        Bytes header = header(CONTRIBUTOR, false, now);
        Bytes signature = signature(CONTRIBUTOR, header);
        int before = NodeFixture.view(node).log().size();
        Random random = new Random(11);
        for (int i = 0; i < 300; i++) {
            boolean inHeader = random.nextBoolean();
            Bytes changedHeader = inHeader ? changed(header, random) : header;
            Bytes changedBody = inHeader ? body() : changed(body(), random);
            Outcome outcome = submit(changedHeader, signature, changedBody, Entrance.HISTORY);
            assertThat(outcome.verdict())
                    .as("change %d of seed 11", i)
                    .isInstanceOfAny(Verdict.Reject.class, Verdict.Ignore.class);
        }
        assertThat(NodeFixture.view(node).log().size()).isEqualTo(before);
    }

    @Test
    void peersFillHalfOfTheWorkersQueueAndAPostStillFindsRoom() {
        WorkerPool workers = new WorkerPool("busy", 1, 8);
        CountDownLatch blocked = new CountDownLatch(1);
        Ingress ingress = new Ingress(
                node.identity(),
                fixture.clock.wall(),
                fixture.clock,
                new EvaluationLanes(workers, new FairPool("agent", 1, 1)),
                new InFlight(100, 64 << 20),
                Telemetry.NONE);
        assertThat(workers.offer(() -> await(blocked))).isTrue();
        int waiting = 0;
        Optional<Outcome> refused = Optional.empty();
        for (int i = 0; i < 8 && refused.isEmpty(); i++) {
            Bytes header = header(CONTRIBUTOR, false, now + i);
            CompletableFuture<Outcome> answer =
                    ingress.submit(goal(), header, signature(CONTRIBUTOR, header), body(), Entrance.DOOR);
            refused = answer.isDone() ? Optional.of(answer.join()) : Optional.empty();
            waiting += refused.isEmpty() ? 1 : 0;
        }
        assertThat(waiting).isBetween(4, 6);
        assertThat(refused.orElseThrow().verdict()).isInstanceOf(Verdict.Undecided.class);
        CompletableFuture<Outcome> posted = ingress.submit(goal(), NodeFixture.unsigned("bob", pack), Entrance.DOOR);
        assertThat(posted).isNotDone();
        blocked.countDown();
        assertThat(posted.orTimeout(30, TimeUnit.SECONDS).join().accepted()).isTrue();
        workers.close(Duration.ofSeconds(5));
        assertThat(ingress.inFlight()).isZero();
    }

    @Test
    void tellsEveryChangeOfAView() {
        AtomicInteger changes = new AtomicInteger();
        AtomicInteger sizeWhenTold = new AtomicInteger();
        int before = NodeFixture.view(node).log().size();
        node.onChange(() -> {
            throw new IllegalStateException("a listener's fault stops nobody");
        });
        node.onChange(() -> {
            changes.incrementAndGet();
            sizeWhenTold.set(NodeFixture.view(node).log().size());
        });
        Bytes header = header(CONTRIBUTOR, false, now);
        assertThat(submit(header, signature(CONTRIBUTOR, header), body(), Entrance.DOOR)
                        .accepted())
                .isTrue();
        assertThat(changes).hasPositiveValue();
        assertThat(sizeWhenTold).hasValue(before + 1);
    }

    private AgentPack acceptedPack() {
        for (int i = 0; i < 50; i++) {
            AgentPack candidate = fixture.pack();
            if (NodeFixture.submit(node, NodeFixture.unsigned("alice", candidate), Entrance.DOOR)
                    .accepted()) {
                return candidate;
            }
        }
        throw new AssertionError("none of 50 samples was accepted");
    }

    private Goal goal() {
        return node.goal(NodeFixture.GOAL).orElseThrow();
    }

    private Bytes body() {
        return PackCodec.encode(pack);
    }

    private Outcome submit(Bytes header, Bytes signature, Bytes body, Entrance entrance) {
        return node.ingress()
                .submit(goal(), header, signature, body, entrance)
                .orTimeout(30, TimeUnit.SECONDS)
                .join();
    }

    private Bytes header(SigningKey signer, boolean sponsored, long timestampMs) {
        return HeaderCodec.encode(new Header(
                sponsored ? "alice" : ContributorId.ofKey(signer.publicKey()),
                GoalCatalog.demoGoal().topic(),
                Kind.AGENT_PACK,
                PackCodec.hash(body()),
                signer.publicKey(),
                0,
                sponsored,
                timestampMs,
                Optional.empty()));
    }

    private static Bytes signature(SigningKey signer, Bytes header) {
        return signer.sign(HeaderCodec.signingMessage(header));
    }

    private static Bytes changed(Bytes bytes, Random random) {
        byte[] copy = bytes.toArray();
        copy[random.nextInt(copy.length)] ^= (byte) (1 << random.nextInt(8));
        return Bytes.wrap(copy);
    }

    private static byte[] bytes(int count, int value) {
        byte[] bytes = new byte[count];
        Arrays.fill(bytes, (byte) value);
        return bytes;
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
