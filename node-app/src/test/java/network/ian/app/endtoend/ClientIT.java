package network.ian.app.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import network.ian.client.CheckedLog;
import network.ian.client.IanClient;
import network.ian.client.LogWitness;
import network.ian.client.answer.GoalStatus;
import network.ian.client.answer.Leaderboard;
import network.ian.client.answer.LogPage;
import network.ian.client.contribution.Contributor;
import network.ian.client.contribution.Retry;
import network.ian.client.error.NodeRefusedException;
import network.ian.client.stream.Channel;
import network.ian.client.stream.Following;
import network.ian.client.stream.Pace;
import network.ian.client.stream.StreamEvent;
import network.ian.client.stream.Subscription;
import network.ian.core.crypto.Hash;
import network.ian.core.crypto.SignatureProviders;
import network.ian.core.crypto.SignatureVerifier;
import network.ian.core.crypto.SigningKey;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The client against a node of its own process: every typed answer, and the stream over a wire that is cut. */
class ClientIT {

    private static final String GOAL = Api.GOAL;
    private static final String POLICY = "{\"policy\":\"ma_crossover\",\"fast\":50,\"slow\":200}";
    private static final int CUTS = 15;
    private static final Pace RESTLESS =
            new Pace(Duration.ofMillis(5), Duration.ofMillis(100), Duration.ofSeconds(6), Duration.ofSeconds(20));

    @RegisterExtension
    final Machine machine = new Machine();

    private final BlockingQueue<StreamEvent> events = new LinkedBlockingQueue<>();
    private final List<Hash> sent = new ArrayList<>();

    @Test
    void followsARealNodeOverCutsAndARestartAndReadsAllOfIt() throws Exception {
        long seed = 61;
        NodeProcess node = machine.node().start();
        try (TcpProxy wire = new TcpProxy().leadsTo(node.api().address().getPort());
                IanClient cut = IanClient.to("http://127.0.0.1:" + wire.port())
                        .pace(RESTLESS)
                        .build();
                IanClient direct = IanClient.to(node.api().address().toString()).build();
                Following following =
                        cut.follow(Subscription.to(Channel.CONTRIBUTIONS).ofGoal(GOAL), events::add)) {
            Awaitility.await().atMost(Duration.ofSeconds(30)).until(following::isConnected);
            cutWhileContributing(direct, wire, new Random(seed));
            for (Hash expected : sent) {
                assertThat(next())
                        .as("seed %d", seed)
                        .isInstanceOfSatisfying(
                                StreamEvent.ContributionAdded.class,
                                added -> assertThat(added.contributionId()).isEqualTo(expected));
            }
            readsEverything(direct);
            node.kill();
            node.start();
            wire.leadsTo(node.api().address().getPort());
            assertThat(next())
                    .isInstanceOfSatisfying(
                            StreamEvent.Gap.class,
                            gap -> assertThat(gap.reason()).isEqualTo("restarted"));
            assertThat(events).as("nothing twice").isEmpty();
            assertThat(following.ended()).isNotDone();
        }
    }

    private void cutWhileContributing(IanClient node, TcpProxy wire, Random random) {
        byte[] secret = new byte[SigningKey.SEED_SIZE];
        Arrays.fill(secret, (byte) 7);
        Contributor me = node.contributor(GOAL, SigningKey.fromSeed(secret));
        for (int i = 0; i < CUTS; i++) {
            for (int j = random.nextInt(4); j >= 0; j--) {
                var verdict = node.contribute(me.sign(Contributor.pack(POLICY), sent.size()), Retry.BRIEFLY);
                assertThat(verdict.accepted()).as("%s", verdict).isTrue();
                sent.add(verdict.contributionId());
            }
            wire.cut();
            wire.mend();
        }
    }

    private void readsEverything(IanClient node) {
        GoalStatus status = node.status(GOAL);
        Hash topic = node.goal(GOAL).topic();
        assertThat(node.goals())
                .singleElement()
                .satisfies(goal -> assertThat(goal.topic()).isEqualTo(topic));
        assertThat(node.logEntries(GOAL, 0).map(LogPage.Entry::contributionId)).isEqualTo(sent);
        SignatureVerifier verifier = SignatureProviders.select(SignatureProviders.AUTO, 16);
        assertThat(node.contribution(GOAL, sent.get(3)).fault(topic, verifier)).isEmpty();
        assertThat(node.contribution(GOAL, sent.get(3)).fault(sent.get(0), verifier))
                .isPresent();
        assertThat(node.proof(GOAL, sent.get(3)).verify(status.logRoot())).isTrue();
        assertThat(node.proof(GOAL, 3).verify(status.leaderboardRoot())).isFalse();
        assertThat(node.consistency(GOAL, 2).isProved()).isTrue();
        Leaderboard.Entry best = node.leaderboard(GOAL, 5).entries().get(0);
        assertThat(node.rankProof(GOAL, 1)).satisfies(proof -> {
            assertThat(proof.verify(status.leaderboardRoot())).isTrue();
            assertThat(proof.ranked().contributionId()).isEqualTo(best.contributionId());
        });
        assertThat(node.policy(GOAL))
                .hasValueSatisfying(policy -> assertThat(policy.pack()).isPresent());
        assertThat(node.info().goals()).containsExactly(GOAL);
        assertThat(node.info().streamPort()).isPresent();
        assertThat(node.peers().connected()).isEmpty();
        assertThat(node.anchors(GOAL).finality()).isEqualTo(status.finality());
        assertThat(node.tau().mode()).isEqualTo("none");
        assertThat(node.health().ready()).isTrue();
        LogWitness witness = new LogWitness(node, GOAL, CheckedLog.NOTHING);
        assertThat(witness.check()).isInstanceOf(LogWitness.Finding.Grown.class);
        assertThat(witness.check()).isInstanceOf(LogWitness.Finding.Unchanged.class);
        assertThatThrownBy(() -> node.status("NO_SUCH_GOAL"))
                .isInstanceOfSatisfying(
                        NodeRefusedException.class, e -> assertThat(e.status()).isEqualTo(404));
    }

    private StreamEvent next() throws InterruptedException {
        StreamEvent event = events.poll(30, TimeUnit.SECONDS);
        assertThat(event).as("an event within 30 s").isNotNull();
        return event;
    }
}
