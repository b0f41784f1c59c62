package network.ian.core.goal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import network.ian.core.codec.MalformedException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AnchorSpecCodecTest {

    private static final String BLOCK0 = "ab".repeat(32);
    private static final String FIRST = "01".repeat(48);
    private static final String SECOND = "02".repeat(48);
    private static final String ANCHOR =
            """
            {"chain":"tau","block0":"%s","validators":["%s","%s"],"committer":"%s"}
            """.formatted(BLOCK0, FIRST, SECOND, FIRST).strip();

    @Test
    void fillsWhatIsLeftOut() {
        AnchorSpec anchor = decode(ANCHOR).anchor().orElseThrow();
        assertThat(anchor.block0().hex()).isEqualTo(BLOCK0);
        assertThat(anchor.validators()).extracting(key -> key.hex()).containsExactly(FIRST, SECOND);
        assertThat(anchor.committer().hex()).isEqualTo(FIRST);
        assertThat(anchor.confirmations()).isEqualTo(3);
        assertThat(anchor.settle()).isEqualTo(Duration.ofMinutes(15));
        assertThat(anchor.lag()).isEqualTo(Duration.ofSeconds(150));
    }

    @Test
    void readsWhatIsWritten() {
        AnchorSpec anchor = decode(with("\"confirmations\":1000,\"settle_s\":604800,\"lag_s\":0"))
                .anchor()
                .orElseThrow();
        assertThat(anchor.confirmations()).isEqualTo(1_000);
        assertThat(anchor.settle()).isEqualTo(Duration.ofDays(7));
        assertThat(anchor.lag()).isEqualTo(Duration.ZERO);
    }

    @Test
    void nullIsAbsentAndAnotherTopic() {
        GoalSpec without = GoalSpecCodec.decode("spec", GoalSpecCodecTest.DOCUMENT.getBytes(UTF_8));
        GoalSpec withNull = decode("null");
        assertThat(without.anchor()).isEmpty();
        assertThat(withNull.anchor()).isEmpty();
        assertThat(withNull.topic()).as("of the document as given").isNotEqualTo(without.topic());
        assertThat(decode(ANCHOR).topic()).isNotEqualTo(withNull.topic());
        assertThat(decode(with("\"lag_s\":150")).topic())
                .isNotEqualTo(decode(ANCHOR).topic());
    }

    @Test
    void sixtyFourValidatorsAreTheMost() {
        assertThat(decode(validators(64)).anchor().orElseThrow().validators()).hasSize(64);
        assertThatThrownBy(() -> decode(validators(65)))
                .isInstanceOf(MalformedException.class)
                .hasMessageStartingWith("spec.anchor.validators");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"tau\" | \"btc\" | spec.anchor.chain: expected tau",
                "\"chain\":\"tau\", | '' | spec.anchor.chain: missing",
                "\"block0\":\"ab | \"block0\":\" | spec.anchor.block0",
                "\"block0\":\"ab | \"block0\":\"AB | spec.anchor.block0",
                "\"block0\" | \"block1\" | spec.anchor.block0: missing",
                "\"validators\":[ | \"validators\":[],\"x\":[ | spec.anchor.validators: expected at least one key",
                "\"validators\":[\"01 | \"validators\":[\" | spec.anchor.validators: expected a compressed BLS public key",
                "\"validators\":[ | \"validators\":[7, | spec.anchor.validators",
                "\"committer\":\"01 | \"committer\":\" | spec.anchor.committer: expected a compressed BLS public key",
                "\"committer\":\"01 | \"committer\":\"zz | spec.anchor.committer",
                "\"committer\":\" | \"committer\":null,\"x\":\" | spec.anchor.committer: missing",
                "\"chain\" | \"confirmations\":0,\"chain\" | spec.anchor.confirmations: expected an integer from 1 to 1000",
                "\"chain\" | \"confirmations\":1001,\"chain\" | spec.anchor.confirmations",
                "\"chain\" | \"settle_s\":0,\"chain\" | spec.anchor.settle_s: expected an integer from 1 to 604800",
                "\"chain\" | \"settle_s\":604801,\"chain\" | spec.anchor.settle_s",
                "\"chain\" | \"lag_s\":-1,\"chain\" | spec.anchor.lag_s: expected an integer from 0 to 86400",
                "\"chain\" | \"lag_s\":86401,\"chain\" | spec.anchor.lag_s",
                "\"chain\" | \"lag\":1,\"chain\" | spec.anchor.lag: unknown field"
            })
    void refusesByName(String part, String replacement, String message) {
        assertThat(ANCHOR).contains(part);
        assertThatThrownBy(() -> decode(ANCHOR.replace(part, replacement)))
                .isInstanceOf(MalformedException.class)
                .hasMessageStartingWith(message);
    }

    @Test
    void refusesAValidatorThatIsThereTwice() {
        assertThatThrownBy(() -> decode(ANCHOR.replace(SECOND, FIRST)))
                .hasMessage("spec.anchor.validators: expected at least one key, each once");
    }

    private static String with(String more) {
        return ANCHOR.replace("\"chain\"", more + ",\"chain\"");
    }

    private static String validators(int count) {
        String keys = IntStream.range(0, count)
                .mapToObj(i -> "\"" + "%02x".formatted(i).repeat(48) + "\"")
                .collect(Collectors.joining(","));
        return ANCHOR.replace("\"%s\",\"%s\"".formatted(FIRST, SECOND), keys);
    }

    private static GoalSpec decode(String anchor) {
        String document = GoalSpecCodecTest.DOCUMENT.replace("\"A goal\"", "\"A goal\",\"anchor\":" + anchor);
        return GoalSpecCodec.decode("spec", document.getBytes(UTF_8));
    }
}
