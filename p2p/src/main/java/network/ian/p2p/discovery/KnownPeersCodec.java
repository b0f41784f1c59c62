package network.ian.p2p.discovery;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import network.ian.core.codec.Bytes;
import network.ian.core.codec.CanonicalJson;
import network.ian.core.codec.JsonLimits;
import network.ian.core.codec.MalformedException;
import network.ian.core.codec.ObjectReader;
import network.ian.core.config.HostPort;
import network.ian.p2p.discovery.KnownPeers.KnownAddress;
import network.ian.p2p.wire.AddressRecord;

/**
 * {@code known_peers.json}: canonical JSON {@code {"addresses":[...],"anchors":[...],"pinned":[...],"saved_at":ms,"version":1}},
 * an address {@code {"address":"host:port","last_success":s,"tried":bool}} and, where the node there gave a record,
 * {@code public_key}, {@code signature} (hex) and {@code timestamp_ms}. Read strictly: one field that is not understood and
 * nothing of the file is used.
 */
final class KnownPeersCodec {

    private static final String NAME = "known_peers.json";
    static final int VERSION = 1;
    /** Longest file that is read. */
    static final int MAX_BYTES = 4 * 1024 * 1024;

    private static final JsonLimits LIMITS = new JsonLimits(MAX_BYTES, 4);
    private static final Pattern PLACE =
            Pattern.compile("(?:\\[([0-9A-Fa-f:.]{2,45})\\]|([A-Za-z0-9._-]{1,253})):([1-9]\\d{0,4})");

    private KnownPeersCodec() {}

    static byte[] encode(KnownPeers known, long nowMs) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("version", VERSION);
        json.put("saved_at", nowMs);
        ArrayNode addresses = json.putArray("addresses");
        known.addresses().forEach(address -> write(address, addresses.addObject()));
        ArrayNode anchors = json.putArray("anchors");
        known.anchors().forEach(place -> anchors.add(place.toString()));
        ArrayNode pinned = json.putArray("pinned");
        known.pinned().forEach(place -> pinned.add(place.toString()));
        return CanonicalJson.encode(NAME, json);
    }

    /**
     * Reads a file.
     *
     * @throws MalformedException if anything in it is not as this version writes it
     */
    static KnownPeers decode(byte[] utf8) {
        ObjectNode json = CanonicalJson.parseObject(NAME, utf8, LIMITS);
        ObjectReader in = new ObjectReader("", json);
        in.integer("version", VERSION, VERSION);
        in.integer("saved_at", 0, CanonicalJson.MAX_INTEGER);
        List<HostPort> anchors = places(in, "anchors", Anchors.MOST);
        List<HostPort> pinned = places(in, "pinned", Pins.MOST);
        KnownPeers known = new KnownPeers(addresses(in, json.get("addresses")), anchors, pinned);
        in.done();
        return known;
    }

    private static void write(KnownAddress address, ObjectNode json) {
        json.put("address", address.address().toString());
        json.put("tried", address.tried());
        json.put("last_success", address.lastSuccessSeconds());
        address.record().ifPresent(record -> {
            json.put("public_key", record.publicKey().hex());
            json.put("signature", record.signature().hex());
            json.put("timestamp_ms", record.timestampMs());
        });
    }

    private static List<KnownAddress> addresses(ObjectReader in, JsonNode list) {
        if (!in.has("addresses") || !list.isArray() || list.size() > KnownPeers.MOST_ADDRESSES) {
            throw in.malformed("addresses", "expected a list of at most " + KnownPeers.MOST_ADDRESSES);
        }
        List<KnownAddress> addresses = new ArrayList<>(list.size());
        for (JsonNode element : list) {
            String path = "addresses[" + addresses.size() + "]";
            if (!(element instanceof ObjectNode object)) {
                throw in.malformed(path, "expected an object");
            }
            addresses.add(address(new ObjectReader(path, object)));
        }
        return addresses;
    }

    private static KnownAddress address(ObjectReader in) {
        HostPort place = place(in.path("address"), in.text("address"));
        if (Endpoint.of(place).isEmpty()) {
            throw in.malformed("address", "expected an IP address and a port");
        }
        KnownAddress address = new KnownAddress(
                place,
                in.bool("tried"),
                in.integer("last_success", 0, CanonicalJson.MAX_INTEGER / 1000),
                record(in, place));
        in.done();
        return address;
    }

    private static Optional<AddressRecord> record(ObjectReader in, HostPort place) {
        if (!in.has("public_key")) {
            return Optional.empty();
        }
        return Optional.of(new AddressRecord(
                bytes(in, "public_key", 32),
                place,
                in.integer("timestamp_ms", 0, CanonicalJson.MAX_INTEGER),
                bytes(in, "signature", 64)));
    }

    private static Bytes bytes(ObjectReader in, String name, int size) {
        Bytes bytes = Bytes.fromHex(in.path(name), in.text(name));
        if (bytes.size() != size) {
            throw in.malformed(name, "expected " + size + " bytes");
        }
        return bytes;
    }

    private static List<HostPort> places(ObjectReader in, String name, int most) {
        List<HostPort> places = new ArrayList<>();
        in.texts(name, most).forEach(text -> places.add(place(in.path(name), text)));
        return places;
    }

    private static HostPort place(String field, String text) {
        Matcher matcher = PLACE.matcher(text);
        if (!matcher.matches() || Integer.parseInt(matcher.group(3)) > 65535) {
            throw new MalformedException(field, "expected host:port or [ipv6]:port");
        }
        String host = matcher.group(1) == null ? matcher.group(2) : matcher.group(1);
        return new HostPort(host, Integer.parseInt(matcher.group(3)));
    }
}
