package network.ian.core.contribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import network.ian.core.codec.Bytes;
import network.ian.core.codec.MalformedException;
import network.ian.core.crypto.Hash;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HeaderCodecTest {

    private static final Bytes KEY = Bytes.wrap(new byte[32]);
    private static final Hash TOPIC = Hash.wrap(new byte[32]);

    @Test
    void hasTheFieldsOfTheFormatInOrder() {
        assertThat(text(header(true, "alice")))
                .isEqualTo("{\"contributor_id\":\"alice\",\"goal_topic\":\""
                        + "00".repeat(32) + "\",\"kind\":\"agent_pack\",\"pack_hash\":\"" + "00".repeat(32)
                        + "\",\"public_key\":\"" + "00".repeat(32)
                        + "\",\"seed\":-7,\"sponsored\":true,\"timestamp_ms\":1700000000000,\"v\":1}");
    }

    @Test
    void decodesWhatItEncodes() {
        Header signed = header(false, ContributorId.ofKey(KEY));
        assertThat(HeaderCodec.decode(HeaderCodec.encode(signed))).isEqualTo(signed);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"v\":1 | \"v\":2 | header.v: unknown header version",
                "\"v\":1 | \"v\":1,\"w\":1 | header.w: unknown field",
                "\"pack_hash | \"nonce\":null,\"pack_hash | header: bytes are not the canonical form of the header they describe",
                "agent_pack | intent | header.kind: unknown kind",
                "\"seed\":-7 | \"seed\":\"x\" | header.seed: expected an integer, got text",
                "\"seed\":-7, |  | header.seed: missing",
                "alice |  | header.contributor_id: expected 1 to 128 characters, got 0",
                "1700000000000 | -1 | header.timestamp_ms: expected an integer from 0 to 9007199254740992",
                "true | false | header.contributor_id: is not the SHA-256 of public_key, as an unsponsored header's must be"
            })
    void refusesByName(String part, String replacement, String message) {
        String mutated = text(header(true, "alice")).replaceFirst(part, replacement == null ? "" : replacement);
        assertThatThrownBy(() -> HeaderCodec.decode(Bytes.wrap(mutated.getBytes(StandardCharsets.UTF_8))))
                .isInstanceOf(MalformedException.class)
                .hasMessage(message);
    }

    @Test
    void aSponsoredIdNeverLooksLikeAKey() {
        for (String id : new String[] {"a".repeat(64), "A1".repeat(32)}) {
            assertThatThrownBy(() -> ContributorId.requireSponsored("contributor_id", id))
                    .hasMessageContaining("64 hex digits");
        }
        assertThat(ContributorId.requireSponsored("contributor_id", "g".repeat(64)))
                .hasSize(64);
    }

    @ParameterizedTest
    @CsvSource({"'a\u0000b'", "'\u202Eevil'", "'\u200B'", "'\u007f'", "'\uFFFE'"})
    void aSponsoredIdIsPrintable(String id) {
        assertThatThrownBy(() -> ContributorId.requireSponsored("contributor_id", id))
                .hasMessageContaining("not printable");
    }

    private static Header header(boolean sponsored, String contributorId) {
        return new Header(
                contributorId, TOPIC, Kind.AGENT_PACK, TOPIC, KEY, -7, sponsored, 1_700_000_000_000L, Optional.empty());
    }

    private static String text(Header header) {
        return new String(HeaderCodec.encode(header).view(), StandardCharsets.UTF_8);
    }
}
