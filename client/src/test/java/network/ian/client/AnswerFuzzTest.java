package network.ian.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import network.ian.client.answer.ActivePolicy;
import network.ian.client.answer.Anchors;
import network.ian.client.answer.Contributed;
import network.ian.client.answer.ContributionDetail;
import network.ian.client.answer.Fields;
import network.ian.client.answer.GoalRules;
import network.ian.client.answer.GoalStatus;
import network.ian.client.answer.GoalSummary;
import network.ian.client.answer.Health;
import network.ian.client.answer.Leaderboard;
import network.ian.client.answer.LogPage;
import network.ian.client.answer.NodeInfo;
import network.ian.client.answer.Peers;
import network.ian.client.answer.TauState;
import network.ian.client.http.NodeAnswer;
import network.ian.client.http.RawAnswer;
import network.ian.client.proof.GrowthProof;
import network.ian.client.proof.LogProof;
import network.ian.client.proof.RankProof;
import network.ian.core.codec.Bytes;
import network.ian.core.codec.MalformedException;
import network.ian.core.fuzz.FuzzContract;
import network.ian.core.fuzz.FuzzTarget;
import network.ian.core.fuzz.FuzzTarget.Allocation;

/** Answers of a node that lies, or is none: read, or refused with the name of the field; proofs are computed over all the same. */
class AnswerFuzzTest extends FuzzContract {

    private static final String GOAL = "DEMO_TRADING_AGENT";

    @Override
    protected long few() {
        return 250;
    }

    @Override
    protected List<FuzzTarget> targets() throws IOException {
        return List.of(
                target("info", NodeInfo::read),
                target("peers", Peers::read),
                target("goals", GoalSummary::readAll),
                target("goal", in -> GoalRules.read(GOAL, in)),
                target("status", GoalStatus::read),
                target("leaderboard", Leaderboard::read),
                target("log", LogPage::read),
                target("contribution", ContributionDetail::read),
                target("contribute", Contributed::read),
                target("policy", ActivePolicy::readActive),
                target("proof", in -> LogProof.read(in).fault(Optional.empty(), Optional.of(0L), Optional.empty())),
                target("consistency", in -> {
                    GrowthProof proof = GrowthProof.read(in);
                    return proof.verify(proof.proof().fromRoot(), proof.proof().toRoot());
                }),
                target("rank", in -> {
                    RankProof proof = RankProof.read(in);
                    return proof.verify(proof.proof().root());
                }),
                target("tau", TauState::read),
                target("anchors", Anchors::read),
                target("health", Health::read));
    }

    private static FuzzTarget target(String name, Function<Fields, ?> read) throws IOException {
        return new FuzzTarget(
                "answer: " + name,
                List.of(answer(name)),
                FuzzTarget.JSON,
                List.of(MalformedException.class),
                new Allocation(300, 256 << 10),
                200_000,
                input -> requireAnswer(read.apply(Fields.of(name, body(input)))));
    }

    private static void requireAnswer(Object read) {
        if (read == null) {
            throw new AssertionError("neither read nor refused");
        }
    }

    private static JsonNode body(byte[] input) {
        return NodeAnswer.read(new RawAnswer(200, Bytes.copyOf(input), Optional.empty()))
                .data();
    }

    private static byte[] answer(String name) throws IOException {
        try (InputStream in = AnswerFuzzTest.class.getResourceAsStream("answers/" + name + ".json")) {
            return in.readAllBytes();
        }
    }
}
