package network.ian.p2p.score;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;
import network.ian.core.codec.MalformedException;
import network.ian.core.crypto.Hash;
import network.ian.p2p.peer.IpPrefix;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ScoreCodecTest {

    private static final Hash ID = Rig.id(1);

    @Test
    void isWrittenAsTheFormatSays() {
        PeerScore peer = new PeerScore(ID, 100, Counts.NONE, 0, 1_767_225_600.5, 1_767_225_601, Map.of());
        ScoreDocument document = new ScoreDocument(1_767_225_602.125, Map.of(ID, peer), Map.of(), Map.of());

        String text = new String(ScoreCodec.encode(document), UTF_8);

        assertThat(text).isEqualTo("""
                        {
                          "version": 1,
                          "saved_at": 1767225602.125,
                          "peers": {
                            "%s": {
                              "score": 100.0,
                              "valid_messages": 0,
                              "valid_contributions": 0,
                              "successful_syncs": 0,
                              "invalid_messages": 0,
                              "invalid_contributions": 0,
                              "rate_limit_violations": 0,
                              "protocol_violations": 0,
                              "failed_syncs": 0,
                              "banned_until": 0.0,
                              "first_seen": 1767225600.5,
                              "last_seen": 1767225601.0
                            }
                          }
                        }
                        """.formatted(ID));
    }

    @Test
    void readsWhatItWrote() {
        SplittableRandom random = new SplittableRandom(5);
        for (int run = 0; run < 100; run++) {
            Map<Hash, PeerScore> peers = new LinkedHashMap<>();
            for (int i = 0; i < run % 7; i++) {
                Counts counts = Counts.NONE.with(Counter.FAILED_SYNCS, random.nextLong(1L << 50));
                peers.put(
                        Rig.id(i),
                        new PeerScore(
                                Rig.id(i),
                                random.nextInt(2_000_000) / 1e4,
                                counts,
                                seconds(random),
                                seconds(random),
                                seconds(random),
                                Map.of("note", "{\"a\":[1,2]}")));
            }
            ScoreDocument document = new ScoreDocument(
                    seconds(random), peers, Map.of(new IpPrefix(true, 7), seconds(random)), Map.of("x", "null"));

            assertThat(ScoreCodec.decode(ScoreCodec.encode(document)).document())
                    .as("run %d", run)
                    .isEqualTo(document);
        }
    }

    @Test
    void theRunbooksPythonWritesWhatIsRead() throws IOException {
        // json.dump(data, f, indent=2), version dropped, integers for floats.
        ScoreCodec.Reading reading = decode("""
                {
                  "peers": {
                    "%s": {
                      "banned_until": 1767225600,
                      "score": 42,
                      "note": "seen at \\u00e4"
                    }
                  },
                  "site": {"rack": 7}
                }""".formatted(ID));

        PeerScore peer = reading.document().peers().get(ID);
        assertThat(reading.remarks()).isEmpty();
        assertThat(peer.score()).isEqualTo(42);
        assertThat(peer.bannedUntil()).isEqualTo(1_767_225_600);
        assertThat(peer.counts()).isEqualTo(Counts.NONE);
        var written = new ObjectMapper().readTree(ScoreCodec.encode(reading.document()));
        assertThat(written.at("/site/rack").asInt()).isEqualTo(7);
        assertThat(written.at("/peers/" + ID + "/note").asText()).isEqualTo("seen at ä");
    }

    @Test
    void missingFieldsHaveTheirDefaults() {
        PeerScore peer = decode("{\"peers\":{\"%s\":{}}}".formatted(ID))
                .document()
                .peers()
                .get(ID);

        assertThat(peer).isEqualTo(PeerScore.unknown(ID));
    }

    @Test
    void whatIsOutOfRangeIsClampedAndSaid() {
        ScoreCodec.Reading reading = decode(
                "{\"peers\":{\"%s\":{\"score\":-5,\"valid_messages\":-1,\"banned_until\":Infinity,\"failed_syncs\":1e300}}}"
                        .formatted(ID));

        PeerScore peer = reading.document().peers().get(ID);
        assertThat(peer.score()).isZero();
        assertThat(peer.counts().get(Counter.VALID_MESSAGES)).isZero();
        assertThat(peer.counts().get(Counter.FAILED_SYNCS)).isEqualTo(1L << 53);
        assertThat(peer.bannedUntil()).isEqualTo(1e12);
        assertThat(reading.remarks()).hasSize(4).allMatch(remark -> remark.contains(ID.hex()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[]",
                "7",
                "null",
                "{\"score\":\"7\"}",
                "{\"score\":null}",
                "{\"score\":NaN}",
                "{\"last_seen\":{}}"
            })
    void anEntryOfTheWrongTypeIsLeftToMemoryAndNamed(String entry) {
        ScoreCodec.Reading reading =
                decode("{\"peers\":{\"%s\":%s,\"%s\":{\"score\":9}}}".formatted(ID, entry, Rig.id(2)));
        PeerScore before = new PeerScore(ID, 55, Counts.NONE, 0, 1, 2, Map.of());

        assertThat(reading.remarks()).singleElement().asString().contains(ID.hex());
        assertThat(reading.document().peers()).containsOnlyKeys(Rig.id(2));
        assertThat(reading.over(new ScoreDocument(0, Map.of(ID, before), Map.of(), Map.of()))
                        .peers())
                .containsEntry(ID, before);
        assertThat(reading.over(ScoreDocument.EMPTY).peers()).containsOnlyKeys(Rig.id(2));
    }

    @Test
    void keysThatAreNoIdsOrPrefixesAreIgnoredAndTheirTextIsNotLogged() {
        ScoreCodec.Reading reading = decode(
                "{\"peers\":{\"\\u001b[31mPEER\":{}},\"banned_prefixes\":{\"10.0.0.0/8\":7,\"10.0.0.0/24\":9,\"::/64\":[]}}");

        assertThat(reading.document().peers()).isEmpty();
        assertThat(reading.document().prefixes()).containsOnlyKeys(new IpPrefix(false, 10 << 16));
        assertThat(reading.remarks()).hasSize(3).noneMatch(remark -> remark.contains("PEER"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "[]",
                "{}",
                "{\"peers\":[]}",
                "{\"peers\":{}",
                "{\"peers\":{}}}",
                "{\"peers\":{}} x",
                "{\"peers\":{},}",
                "{\"version\":2,\"peers\":{}}",
                "{'peers':{}}"
            })
    void whatIsNoSuchDocumentIsMalformed(String text) {
        assertThatThrownBy(() -> decode(text)).isInstanceOf(MalformedException.class);
    }

    /** A script that truncates the file and then writes it can be caught at any byte. */
    @Test
    void noPrefixOfAFileIsTakenForAFile() {
        PeerScore peer = new PeerScore(ID, 50, Counts.NONE, 0, 1, 2, Map.of());
        byte[] whole = ScoreCodec.encode(new ScoreDocument(1, Map.of(ID, peer), Map.of(), Map.of()));
        int end = new String(whole, UTF_8).lastIndexOf('}');

        for (int length = 0; length <= end; length++) {
            byte[] torn = Arrays.copyOf(whole, length);
            assertThatThrownBy(() -> ScoreCodec.decode(torn))
                    .as("%d bytes", length)
                    .isInstanceOf(MalformedException.class);
        }
    }

    @Test
    void unknownFieldsGoBeforeAFileBecomesTooLongToBeRead() {
        String note = "\"" + "x".repeat(ScoreCodec.MAX_BYTES) + "\"";
        PeerScore peer = new PeerScore(ID, 50, Counts.NONE, 0, 1, 2, Map.of("note", note));

        byte[] written = ScoreCodec.encode(new ScoreDocument(1, Map.of(ID, peer), Map.of(), Map.of()));

        assertThat(ScoreCodec.decode(written).document().peers().get(ID).score())
                .isEqualTo(50);
    }

    @Test
    void asManyPeersAsAreHeldFitIntoAFile() {
        Counts counts = Counts.NONE;
        for (Counter counter : Counter.values()) {
            counts = counts.with(counter, 1_234_567);
        }
        double time = 1_767_225_600.123;
        PeerScore peer = new PeerScore(ID, 123.4567, counts, time, time, time, Map.of());

        int one = ScoreCodec.encode(new ScoreDocument(time, Map.of(ID, peer), Map.of(), Map.of())).length;

        assertThat((long) one * ScoreSettings.MOST_PEERS).isLessThan(ScoreCodec.MAX_BYTES);
    }

    private static ScoreCodec.Reading decode(String text) {
        return ScoreCodec.decode(text.getBytes(UTF_8));
    }

    private static double seconds(SplittableRandom random) {
        return random.nextLong(2_000_000_000_000L) / 1e3;
    }
}
