package network.ian.core.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;
import network.ian.core.codec.MalformedException;
import network.ian.core.contribution.ContributionRequest;
import network.ian.core.contribution.ContributionRequestCodec;
import network.ian.core.contribution.HeaderCodec;
import network.ian.core.contribution.PackCodec;
import network.ian.core.contribution.SignedHeader;
import network.ian.core.crypto.Hash;
import network.ian.core.crypto.Sha256;
import network.ian.core.crypto.SignatureProviders;
import network.ian.core.crypto.SignatureVerifier;
import network.ian.core.evaluation.Evaluation;
import network.ian.core.evaluation.EvaluationResult;
import network.ian.core.evaluation.Harnesses;
import network.ian.core.goal.GoalCatalog;
import network.ian.core.goal.GoalSpec;
import network.ian.core.goal.GoalSpecCodec;
import org.junit.jupiter.api.Test;

class RequestSamplerTest {

    private static final int MAX_BYTES = 1 << 20;
    private static final long AT = 1_700_000_000_000L;
    private static final GoalSpec GOAL = GoalCatalog.demoGoal();

    @Test
    void theSameSeedGivesTheSameBytesForEver() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        RequestSampler sampler = new RequestSampler(GOAL, -3);
        for (int i = 0; i < 200; i++) {
            bytes.writeBytes(ContributionRequestCodec.encode(sampler.signed(i, AT + i)));
            bytes.writeBytes(ContributionRequestCodec.encode(sampler.unsigned(i)));
        }
        assertThat(Sha256.of(bytes.toByteArray()).hex())
                .as("a change of the goal, the harness's sampler or a format changes this")
                .isEqualTo("1ac87bb2ef4a44960d12f0ae0ad9d2ec2d5b3b1cc9d8348b89fbab4ec0ec0b27");
    }

    @Test
    void noTwoPacksAreEqualNotEvenOfTwoSeeds() {
        Set<Hash> packs = new HashSet<>();
        for (long seed : new long[] {1, 2, Long.MIN_VALUE}) {
            RequestSampler sampler = new RequestSampler(GOAL, seed);
            for (int i = 0; i < 500; i++) {
                packs.add(PackCodec.hash(PackCodec.encode(sampler.unsigned(i).pack())));
            }
        }
        assertThat(packs).hasSize(1500);
    }

    @Test
    void whatIsPrintedIsReadBackAndItsSignatureHolds() {
        SignatureVerifier signatures = SignatureProviders.select("bouncycastle", 64);
        Set<String> contributors = new HashSet<>();
        RequestSampler sampler = new RequestSampler(GOAL, 9);
        for (int i = 0; i < 40; i++) {
            byte[] line = ContributionRequestCodec.encode(sampler.signed(i, AT));
            ContributionRequest request = ContributionRequestCodec.decode(line, MAX_BYTES);
            SignedHeader signed = request.signedHeader(GOAL.topic(), PackCodec.hash(PackCodec.encode(request.pack())))
                    .orElseThrow();
            assertThat(signatures.verify(
                            signed.header().publicKey().view(),
                            HeaderCodec.signingMessage(signed.bytes()),
                            signed.signature().view()))
                    .isTrue();
            assertThat(signed.header().timestampMs()).isEqualTo(AT);
            contributors.add(signed.header().contributorId());
        }
        assertThat(contributors).hasSize(RequestSampler.CONTRIBUTORS);
    }

    @Test
    void theUnsignedFormIsReadBack() {
        byte[] line = ContributionRequestCodec.encode(new RequestSampler(GOAL, 9).unsigned(17));
        ContributionRequest request = ContributionRequestCodec.decode(line, MAX_BYTES);
        assertThat(request.proof()).isEmpty();
        assertThat(request.contributorId()).contains("sample-1");
    }

    @Test
    void nineOfTenAreGoodEnough() {
        Evaluation evaluation = Harnesses.installed().prepare(GOAL);
        RequestSampler sampler = new RequestSampler(GOAL, 20);
        int accepted = 0;
        for (int i = 0; i < 200; i++) {
            EvaluationResult result = evaluation.evaluate(sampler.unsigned(i).pack(), () -> false);
            if (result instanceof EvaluationResult.Measured measured
                    && GOAL.thresholds().failedBy(measured.metrics()).isEmpty()) {
                accepted++;
            }
        }
        assertThat(accepted).isGreaterThanOrEqualTo(180);
    }

    @Test
    void goalsThatWouldTakeNoSampleAreRefused() {
        String canonical = new String(GOAL.canonical().view(), StandardCharsets.UTF_8);
        GoalSpec work = spec(canonical.replace("{\"mode\":\"open\"}", "{\"bits\":8,\"mode\":\"pow\"}"));
        GoalSpec other = spec(canonical.replace("\"trading-v1\"", "\"chess-v1\""));
        assertThatThrownBy(() -> new RequestSampler(work, 1)).isInstanceOf(MalformedException.class);
        assertThatThrownBy(() -> new RequestSampler(other, 1))
                .isInstanceOf(MalformedException.class)
                .hasMessageContaining("chess-v1");
    }

    @Test
    void timesRiseToJustBeforeTheOneAskedFor() {
        for (long count : new long[] {1, 2, 10_000, 40_000, 10_000_000}) {
            SampleTimes times = new SampleTimes(AT, count);
            assertThat(times.timestampMs(0)).isBetween(AT - 10_000, AT);
            assertThat(times.timestampMs(count - 1)).isBetween(AT - 11, AT);
            for (long i = 1; i < Math.min(count, 50_000); i++) {
                assertThat(times.timestampMs(i)).isBetween(times.timestampMs(i - 1), times.timestampMs(i - 1) + 1);
            }
        }
        assertThat(new SampleTimes(0, 5).timestampMs(0)).isZero();
    }

    private static GoalSpec spec(String json) {
        return GoalSpecCodec.decode("test", json.getBytes(StandardCharsets.UTF_8));
    }
}
