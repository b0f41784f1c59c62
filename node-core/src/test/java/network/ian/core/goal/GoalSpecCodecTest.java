package network.ian.core.goal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import network.ian.core.codec.MalformedException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GoalSpecCodecTest {

    static final String DOCUMENT = """
            {"goal_id":"G1","name":"A goal","kinds":["agent_pack"],
             "harness":{"id":"trading-v1","parameters":{}},
             "limits":{"episodes":3,"steps":100},
             "thresholds":{"min_reward":"-0.25","max_risk":"1","max_complexity":"20"}}
            """;

    @Test
    void fillsWhatIsLeftOut() {
        GoalSpec spec = decode(DOCUMENT);
        assertThat(spec.ranking()).isEqualTo(Ranking.DEFAULT);
        assertThat(spec.leaderboardCapacity()).isEqualTo(100);
        assertThat(spec.admission()).isEqualTo(new Admission.Open());
        assertThat(spec.thresholds().minReward()).isEqualTo(-0.25);
        assertThat(spec.thresholds().minSharpeRatio()).isEqualTo(Double.NEGATIVE_INFINITY);
    }

    @Test
    void theTopicIsOfTheCanonicalForm() {
        GoalSpec spec = decode(DOCUMENT);
        assertThat(decode(DOCUMENT.replace("\n", " ")).topic()).isEqualTo(spec.topic());
        assertThat(decode(DOCUMENT.replace("\"1\"", "\"2\"")).topic()).isNotEqualTo(spec.topic());
        // SHA-256 of json.dumps(sort_keys=True, separators=(",", ":")), by Python.
        assertThat(spec.topic().hex()).isEqualTo("cebc32ac91e6c5718e6593bda40e844d888454bd539524a384ff0d195a205dce");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"G1\" | \"../x\" | spec.goal_id: expected 1 to 64 of A-Z a-z 0-9 _",
                "\"-0.25\" | -0.25 | spec.thresholds.min_reward: a number with a fraction",
                "\"-0.25\" | \"1e3\" | spec.thresholds.min_reward: expected a decimal as text",
                "\"-0.25\" | \"NaN\" | spec.thresholds.min_reward: expected a decimal as text",
                "\"agent_pack\" | \"intent\" | spec.kinds: unknown kind 'intent'",
                "\"episodes\":3 | \"episodes\":0 | spec.limits.episodes: expected an integer from 1 to 1000000",
                "\"name\" | \"nam\" | spec.name: missing",
                "\"A goal\" | \"A goal\",\"x\":1 | spec.x: unknown field",
                "\"A goal\" | \"A goal\",\"anchor\":{} | spec.anchor.chain: missing",
                "\"A goal\" | \"A goal\",\"anchor\":\"tau\" | spec.anchor: expected an object",
                "\"A goal\" | \"A goal\",\"admission\":{\"mode\":\"pow\",\"bits\":0} | spec.admission.bits",
                "\"A goal\" | \"A goal\",\"admission\":{\"mode\":\"authority\",\"keys\":[]} | spec.admission.keys: empty",
                "\"A goal\" | \"A goal\",\"leaderboard_capacity\":10001 | spec.leaderboard_capacity",
                "\"A goal\" | \"A goal\",\"ranking\":{\"mode\":\"best\"} | spec.ranking.mode: expected scalar or pareto"
            })
    void refusesByName(String part, String replacement, String message) {
        assertThatThrownBy(() -> decode(DOCUMENT.replace(part, replacement)))
                .isInstanceOf(MalformedException.class)
                .hasMessageStartingWith(message);
    }

    private static GoalSpec decode(String document) {
        return GoalSpecCodec.decode("spec", document.getBytes(UTF_8));
    }
}
