package network.ian.core.contribution;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import network.ian.core.codec.MalformedException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ContributionRequestCodecTest {

    private static final String UNSIGNED =
            "{\"goal_id\":\"G\",\"agent_pack\":{\"version\":\"1\",\"parameters\":\"AQI=\","
                    + "\"metadata\":{\"a\":{\"b\":[1]}}},\"proofs\":{\"p\":\"AA==\"},\"contributor_id\":\"alice\",\"seed\":7}";
    private static final String SIGNED = UNSIGNED.replace(
            "\"contributor_id\":\"alice\"",
            "\"timestamp_ms\":5,\"public_key\":\"" + "0a".repeat(32) + "\",\"signature\":\"" + "0b".repeat(64) + "\"");

    @Test
    void readsBothForms() {
        ContributionRequest unsigned = decode(UNSIGNED);
        assertThat(unsigned.contributorId()).hasValue("alice");
        assertThat(unsigned.proof()).isEmpty();
        assertThat(unsigned.pack().proofs()).containsOnlyKeys("p");
        assertThat(decode(SIGNED).proof().orElseThrow().timestampMs()).isEqualTo(5);
    }

    @Test
    void readsBackWhatItWrites() {
        for (String text : new String[] {UNSIGNED, SIGNED}) {
            ContributionRequest request = decode(text);
            assertThat(ContributionRequestCodec.decode(ContributionRequestCodec.encode(request), 4096))
                    .isEqualTo(request);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"AQI=\" | \"AQI\" | agent_pack.parameters: not canonical base64",
                "\"AQI=\" | \"AQJ=\" | agent_pack.parameters: not canonical base64",
                "\"AQI=\" | \"*\" | agent_pack.parameters: not base64",
                "\"AQI=\" | 3 | agent_pack.parameters: expected text, got a number",
                "\"alice\" | \"\" | contributor_id: expected 1 to 128 characters, got 0",
                "\"contributor_id\":\"alice\", |  | contributor_id: missing",
                "\"seed\":7 | \"seed\":7.5 | request.seed: a number with a fraction",
                "\"seed\":7 | \"seed\":7,\"sed\":1 | sed: unknown field",
                "\"seed\":7 | \"seed\":7,\"nonce\":\"00\" | timestamp_ms: missing",
                "\"seed\":7 | \"seed\":7,\"kind\":\"x\" | kind: unknown kind",
                "[1] | [0.5] | request.agent_pack.metadata.a.b[0]: a number with a fraction",
                "\"G\" | null | goal_id: missing",
                "{\"p\":\"AA==\"} | [] | proofs: expected an object, got a list"
            })
    void refusesByName(String part, String replacement, String message) {
        String text = UNSIGNED.replace(part, replacement == null ? "" : replacement);
        assertThatThrownBy(() -> decode(text))
                .isInstanceOf(MalformedException.class)
                .hasMessageStartingWith(message);
    }

    @Test
    void aSignedFormNamesNobodyElse() {
        String text = SIGNED.replace("\"seed\":7", "\"seed\":7,\"contributor_id\":\"alice\"");
        assertThatThrownBy(() -> decode(text))
                .hasMessageStartingWith("contributor_id: is not the SHA-256 of public_key");
    }

    private static ContributionRequest decode(String text) {
        return ContributionRequestCodec.decode(text.getBytes(UTF_8), 4096);
    }
}
