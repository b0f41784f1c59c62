package network.ian.core.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.TreeMap;
import network.ian.core.codec.Bytes;
import network.ian.core.contribution.AgentPack;
import network.ian.core.contribution.Contribution;
import network.ian.core.contribution.ContributorId;
import network.ian.core.contribution.Header;
import network.ian.core.contribution.HeaderCodec;
import network.ian.core.contribution.Kind;
import network.ian.core.contribution.PackCodec;
import network.ian.core.crypto.Hash;
import network.ian.core.crypto.SigningKey;
import network.ian.core.goal.GoalSpec;
import network.ian.core.goal.GoalSpecCodec;
import network.ian.core.verdict.Reason;
import network.ian.core.verdict.Verdict;
import org.junit.jupiter.api.Test;

class AdmissionRulesTest {

    private static final SigningKey KEY = SigningKey.fromSeed(new byte[32]);

    @Test
    void anOpenGoalTakesEverybodyButNoNonce() {
        GoalSpec spec = spec("{\"mode\":\"open\"}");
        assertThat(check(spec, contribution(spec, Optional.empty(), 10))).isEmpty();
        assertReason(check(spec, contribution(spec, Optional.of(Bytes.EMPTY), 10)), Reason.INVALID_STRUCTURE);
        assertThat(new AdmissionRules(spec).checkSponsor(KEY.publicKey())).isEmpty();
    }

    @Test
    void proofOfWorkIsLeadingZeroBitsOfTheId() {
        GoalSpec spec = spec("{\"mode\":\"pow\",\"bits\":8}");
        assertReason(check(spec, contribution(spec, Optional.empty(), 10)), Reason.PROOF_FAILURE);
        int good = 0;
        for (int i = 0; i < 2_000; i++) {
            Contribution worked = contribution(
                    spec,
                    Optional.of(Bytes.wrap(ByteBuffer.allocate(4).putInt(i).array())),
                    10);
            Optional<Verdict> verdict = check(spec, worked);
            assertThat(verdict.isEmpty()).isEqualTo(worked.signed().id().view()[0] == 0);
            good += verdict.isEmpty() ? 1 : 0;
        }
        assertThat(good).isPositive();
        assertReason(new AdmissionRules(spec).checkSponsor(KEY.publicKey()), Reason.INVARIANT_VIOLATION);
    }

    @Test
    void anAuthorityGoalTakesListedKeysOnly() {
        GoalSpec own =
                spec("{\"mode\":\"authority\",\"keys\":[\"" + KEY.publicKey().hex() + "\"]}");
        GoalSpec other = spec("{\"mode\":\"authority\",\"keys\":[\"" + "00".repeat(32) + "\"]}");
        assertThat(check(own, contribution(own, Optional.empty(), 10))).isEmpty();
        assertThat(new AdmissionRules(own).checkSponsor(KEY.publicKey())).isEmpty();
        assertReason(check(other, contribution(other, Optional.empty(), 10)), Reason.INVARIANT_VIOLATION);
        assertReason(new AdmissionRules(other).checkSponsor(KEY.publicKey()), Reason.INVARIANT_VIOLATION);
    }

    @Test
    void theBodyMustFitTheGoalAndTheHash() {
        GoalSpec spec = spec("{\"mode\":\"open\"}");
        assertReason(check(spec, contribution(spec, Optional.empty(), 1_001)), Reason.INVALID_STRUCTURE);
        Contribution honest = contribution(spec, Optional.empty(), 10);
        Contribution swapped = new Contribution(
                honest.signed(),
                honest.body(),
                contribution(spec, Optional.empty(), 11).bodyBytes());
        assertReason(check(spec, swapped), Reason.INVARIANT_VIOLATION);
        GoalSpec elsewhere = spec("{\"mode\":\"pow\",\"bits\":1}");
        assertReason(check(elsewhere, honest), Reason.INVARIANT_VIOLATION);
    }

    private static Optional<Verdict> check(GoalSpec spec, Contribution contribution) {
        return new AdmissionRules(spec).check(contribution);
    }

    private static void assertReason(Optional<Verdict> verdict, Reason reason) {
        assertThat(((Verdict.Reject) verdict.orElseThrow()).reason()).isEqualTo(reason);
    }

    private static GoalSpec spec(String admission) {
        String document = "{\"goal_id\":\"G\",\"name\":\"g\",\"kinds\":[\"agent_pack\"],"
                + "\"harness\":{\"id\":\"x\",\"parameters\":{}},\"limits\":{\"episodes\":1,\"steps\":1,\"max_pack_bytes\":1000},"
                + "\"thresholds\":{\"min_reward\":\"0\",\"max_risk\":\"1\",\"max_complexity\":\"1\"},\"admission\":"
                + admission
                + "}";
        return GoalSpecCodec.decode("spec", document.getBytes(UTF_8));
    }

    private static Contribution contribution(GoalSpec spec, Optional<Bytes> nonce, int parameterBytes) {
        AgentPack pack = new AgentPack(
                "1",
                Bytes.wrap(new byte[parameterBytes]),
                JsonNodeFactory.instance.objectNode(),
                Optional.empty(),
                Optional.empty(),
                new TreeMap<>());
        Bytes body = PackCodec.encode(pack);
        Hash packHash = PackCodec.hash(body);
        String contributor = ContributorId.ofKey(KEY.publicKey());
        Header header =
                new Header(contributor, spec.topic(), Kind.AGENT_PACK, packHash, KEY.publicKey(), 0, false, 1, nonce);
        return new Contribution(HeaderCodec.signed(header, Bytes.wrap(new byte[64])), pack, body);
    }
}
