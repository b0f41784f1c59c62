package network.ian.p2p.score;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import network.ian.core.codec.MalformedException;
import network.ian.core.crypto.Hash;
import network.ian.p2p.peer.IpPrefix;

/** {@code peer_scores.json} as bytes (formats.md). Reads what people and scripts make of it, writes it for both to read. */
final class ScoreCodec {

    /** Largest file that is read. Written files stay below: {@link ScoreSettings#MOST_PEERS} entries take some 25 MiB. */
    static final int MAX_BYTES = 32 << 20;

    static final int VERSION = 1;
    private static final String PREFIXES = "banned_prefixes";

    // Python writes float("inf") as Infinity, which is not JSON but can be understood.
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .build();

    static {
        JSON.getFactory()
                .setStreamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(32)
                        .maxDocumentLength(MAX_BYTES)
                        .build());
    }

    private ScoreCodec() {}

    /**
     * What a file holds.
     *
     * @param ignored peers whose entry is left out because it could not be understood
     * @param remarks what was not taken as it stands, in words for the log
     */
    record Reading(ScoreDocument document, Set<Hash> ignored, List<String> remarks) {

        /** The document with the entries that {@code before} has in the place of those that could not be understood. */
        ScoreDocument over(ScoreDocument before) {
            Map<Hash, PeerScore> peers = new LinkedHashMap<>(document.peers());
            for (Hash id : ignored) {
                Optional.ofNullable(before.peers().get(id)).ifPresent(entry -> peers.put(id, entry));
            }
            return new ScoreDocument(document.savedAt(), peers, document.prefixes(), document.extra());
        }
    }

    /**
     * Reads a whole file. Missing fields have their defaults; an entry that holds anything but numbers where numbers belong is
     * left out.
     *
     * @throws MalformedException if it is no JSON object with an object {@code peers}, or of a later version
     */
    static Reading decode(byte[] bytes) {
        try (JsonParser in = JSON.createParser(bytes)) {
            return new Decoder(in).document();
        } catch (IOException e) {
            // The parser's own text may quote the file. What looks like UTF-32 and is none is no
            // JsonProcessingException.
            throw new MalformedException("peer_scores.json", "is not JSON");
        }
    }

    /** The bytes, indented by two like the runbook's scripts do. Without unknown fields if those make it too long to be read. */
    static byte[] encode(ScoreDocument document) {
        byte[] whole = encode(document, true);
        return whole.length <= MAX_BYTES ? whole : encode(document, false);
    }

    private static byte[] encode(ScoreDocument document, boolean withExtra) {
        ByteArrayOutputStream bytes =
                new ByteArrayOutputStream(256 + 512 * document.peers().size());
        try (JsonGenerator out = JSON.createGenerator(bytes)) {
            out.setPrettyPrinter(new DefaultPrettyPrinter(
                            Separators.createDefaultInstance().withObjectFieldValueSpacing(Separators.Spacing.AFTER))
                    .withObjectIndenter(new DefaultIndenter("  ", "\n")));
            out.writeStartObject();
            out.writeNumberField("version", VERSION);
            number(out, "saved_at", document.savedAt(), 3);
            out.writeObjectFieldStart("peers");
            for (PeerScore peer : document.peers().values()) {
                peer(out, peer, withExtra);
            }
            out.writeEndObject();
            if (!document.prefixes().isEmpty()) {
                out.writeObjectFieldStart(PREFIXES);
                for (Map.Entry<IpPrefix, Double> ban : document.prefixes().entrySet()) {
                    number(out, ban.getKey().toString(), ban.getValue(), 3);
                }
                out.writeEndObject();
            }
            extra(out, withExtra ? document.extra() : Map.of());
            out.writeEndObject();
            out.writeRaw('\n');
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static void peer(JsonGenerator out, PeerScore peer, boolean withExtra) throws IOException {
        out.writeObjectFieldStart(peer.id().hex());
        number(out, "score", peer.score(), 4);
        for (Counter counter : Counter.values()) {
            out.writeNumberField(counter.field(), peer.counts().get(counter));
        }
        number(out, "banned_until", peer.bannedUntil(), 3);
        number(out, "first_seen", peer.firstSeen(), 3);
        number(out, "last_seen", peer.lastSeen(), 3);
        extra(out, withExtra ? peer.extra() : Map.of());
        out.writeEndObject();
    }

    private static void extra(JsonGenerator out, Map<String, String> fields) throws IOException {
        for (Map.Entry<String, String> field : fields.entrySet()) {
            out.writeFieldName(field.getKey());
            out.writeRawValue(field.getValue());
        }
    }

    /** Without an exponent, which no operator wants to read, and with at least one digit after the point: it stays a float. */
    private static void number(JsonGenerator out, String field, double value, int digits) throws IOException {
        BigDecimal decimal =
                new BigDecimal(value).setScale(digits, RoundingMode.HALF_EVEN).stripTrailingZeros();
        out.writeFieldName(field);
        out.writeNumber((decimal.scale() < 1 ? decimal.setScale(1) : decimal).toPlainString());
    }

    /** One pass over one file. */
    private static final class Decoder {

        private final JsonParser in;
        private final List<String> remarks = new ArrayList<>();
        private final Map<Hash, PeerScore> peers = new LinkedHashMap<>();
        private final Set<Hash> ignored = new LinkedHashSet<>();
        private final Map<IpPrefix, Double> prefixes = new LinkedHashMap<>();
        private final Map<String, String> extra = new LinkedHashMap<>();
        private double savedAt;
        private boolean withPeers;

        Decoder(JsonParser in) {
            this.in = in;
        }

        Reading document() throws IOException {
            expectObject(in.nextToken(), "peer_scores.json");
            while (in.nextToken() != JsonToken.END_OBJECT) {
                String field = in.currentName();
                in.nextToken();
                field(field);
            }
            if (in.nextToken() != null) {
                throw new MalformedException("peer_scores.json", "goes on after its end");
            }
            if (!withPeers) {
                throw new MalformedException("peers", "is missing");
            }
            return new Reading(new ScoreDocument(savedAt, peers, prefixes, extra), ignored, remarks);
        }

        private void field(String field) throws IOException {
            switch (field) {
                case "version" -> version(in.readValueAsTree());
                case "saved_at" -> savedAt = new EntryReader(field, in.readValueAsTree()).seconds(remarks);
                case "peers" -> {
                    expectObject(in.currentToken(), field);
                    withPeers = true;
                    while (in.nextToken() != JsonToken.END_OBJECT) {
                        String id = in.currentName();
                        in.nextToken();
                        peer(id, in.readValueAsTree());
                    }
                }
                case PREFIXES -> {
                    JsonNode all = in.readValueAsTree();
                    all.properties().forEach(ban -> prefix(ban.getKey(), ban.getValue()));
                }
                default -> extra.put(field, in.<JsonNode>readValueAsTree().toString());
            }
        }

        private void version(JsonNode version) {
            if (version.isNumber() && version.asLong() > VERSION) {
                throw new MalformedException("version", "is later than " + VERSION);
            }
        }

        private void peer(String key, JsonNode node) {
            Hash id;
            try {
                id = Hash.fromHex("peers", key);
            } catch (MalformedException e) {
                remarks.add("an entry of peers is ignored: its key is not a node id of 64 lower-case hex digits");
                return;
            }
            try {
                peers.put(id, new EntryReader("peers." + key, node).peer(id, remarks));
            } catch (MalformedException e) {
                remarks.add("the entry of peer " + key + " is ignored: " + e.getMessage());
                ignored.add(id);
            }
        }

        private void prefix(String key, JsonNode until) {
            try {
                IpPrefix prefix = IpPrefix.parse(key)
                        .orElseThrow(() -> new MalformedException(PREFIXES, "takes IPv4 /24 and IPv6 /64"));
                prefixes.put(prefix, new EntryReader(PREFIXES, until).seconds(remarks));
            } catch (MalformedException e) {
                remarks.add("an entry of banned_prefixes is ignored: " + e.getMessage());
            }
        }

        private static void expectObject(JsonToken token, String field) {
            if (token != JsonToken.START_OBJECT) {
                throw new MalformedException(field, "is not an object");
            }
        }
    }
}
