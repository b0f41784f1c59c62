package network.ian.core.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import network.ian.core.codec.Bytes;
import network.ian.core.contribution.AgentPack;
import network.ian.core.contribution.Contribution;
import network.ian.core.contribution.Header;
import network.ian.core.contribution.HeaderCodec;
import network.ian.core.contribution.Kind;
import network.ian.core.contribution.PackCodec;
import network.ian.core.crypto.SigningKey;
import network.ian.core.ingest.Entrance;
import network.ian.core.ingest.Outcome;
import network.ian.core.verdict.Reason;
import network.ian.core.verdict.Verdict;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The set is the union of what nodes admitted, also where two of them sponsored one contributor's one pack. */
class SponsoredElsewhereTest {

    private static final SigningKey OTHER_NODE = SigningKey.fromSeed(new byte[32]);

    @TempDir
    private Path data;

    @Test
    void aPairSponsoredByAnotherNodeIsNoDuplicateAndThenMakesOneOfAPostHere() throws IOException {
        NodeFixture fixture = new NodeFixture(data, 5);
        try (Node node = fixture.open()) {
            AgentPack pack = accepted(node, fixture);
            assertThat(append(node, "alice", pack).accepted()).isTrue();
            assertThat(NodeFixture.view(node).log().size()).isEqualTo(2);

            assertThat(append(node, "bob", pack).accepted()).isTrue();
            Outcome posted = NodeFixture.submit(node, NodeFixture.unsigned("bob", pack), Entrance.DOOR);
            assertThat(posted.verdict())
                    .isInstanceOfSatisfying(
                            Verdict.Ignore.class,
                            ignore -> assertThat(ignore.reason()).isEqualTo(Reason.DUPLICATE));
            assertThat(NodeFixture.view(node).log().size()).isEqualTo(3);
        }
    }

    private static AgentPack accepted(Node node, NodeFixture fixture) {
        for (int i = 0; i < 50; i++) {
            AgentPack pack = fixture.pack();
            if (NodeFixture.submit(node, NodeFixture.unsigned("alice", pack), Entrance.DOOR)
                    .accepted()) {
                return pack;
            }
        }
        throw new AssertionError("none of 50 samples was accepted");
    }

    /** What a peer hands over on reconciliation. */
    private static Outcome append(Node node, String contributor, AgentPack pack) {
        Goal goal = node.goal(NodeFixture.GOAL).orElseThrow();
        Bytes body = PackCodec.encode(pack);
        Header header = new Header(
                contributor,
                goal.spec().topic(),
                Kind.AGENT_PACK,
                PackCodec.hash(body),
                OTHER_NODE.publicKey(),
                0,
                true,
                1,
                Optional.empty());
        Bytes signature = OTHER_NODE.sign(HeaderCodec.signingMessage(HeaderCodec.encode(header)));
        Contribution contribution = new Contribution(HeaderCodec.signed(header, signature), pack, body);
        CompletableFuture<Outcome> answer = new CompletableFuture<>();
        assertThat(goal.append(new WriterTask.Append(
                        contribution, false, Entrance.DOOR, goal.judge().judge(contribution), answer)))
                .isTrue();
        return answer.orTimeout(30, TimeUnit.SECONDS).join();
    }
}
