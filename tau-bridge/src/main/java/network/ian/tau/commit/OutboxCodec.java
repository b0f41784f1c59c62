package network.ian.tau.commit;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import network.ian.core.codec.CanonicalJson;
import network.ian.core.codec.JsonLimits;
import network.ian.core.codec.MalformedException;
import network.ian.core.codec.ObjectReader;
import network.ian.core.crypto.Hash;
import network.ian.core.crypto.Sha256;
import network.ian.tau.commit.OutboxContent.GoalMemory;
import network.ian.tau.transaction.TauTransaction;

/**
 * The outbox as canonical JSON: {@code version}, {@code sender}, {@code last_sequence}, {@code entries} by sequence number
 * ({@code transaction} is the exact text that is sent, {@code hash} its SHA-256), {@code goals} by topic, and a
 * {@code checksum} over all of it, because a wrong digit here can double an anchor.
 */
final class OutboxCodec {

    /** Longest file that is read. */
    static final int MAX_BYTES = 16 * 1024 * 1024;

    static final int VERSION = 1;
    private static final String WHAT = OutboxFile.NAME;
    private static final JsonLimits LIMITS = new JsonLimits(MAX_BYTES, 4);
    private static final JsonLimits TRANSACTION = new JsonLimits(TauTransaction.MAX_BYTES, 8);

    private OutboxCodec() {}

    static byte[] encode(OutboxContent content) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("version", VERSION);
        json.put("sender", content.sender());
        json.put("last_sequence", content.lastSequence());
        ObjectNode entries = json.putObject("entries");
        content.entries().forEach(entry -> entries.set(Long.toString(entry.sequence()), entry(entry)));
        ObjectNode goals = json.putObject("goals");
        content.goals().forEach((topic, memory) -> goals.set(topic.hex(), memory(memory)));
        json.put("checksum", checksum(json).hex());
        return CanonicalJson.encode(WHAT, json);
    }

    /** @throws MalformedException if it is damaged, or written by a newer program */
    static OutboxContent decode(byte[] bytes) {
        ObjectNode json = CanonicalJson.parseObject(WHAT, bytes, LIMITS);
        ObjectReader in = new ObjectReader("", json);
        if (in.integer("version", 1, CanonicalJson.MAX_INTEGER) > VERSION) {
            throw in.malformed("version", "written by a newer version of this program, which must go on with it");
        }
        Hash checksum = Hash.fromHex("checksum", in.text("checksum"));
        json.remove("checksum");
        if (!checksum.equals(checksum(json))) {
            throw in.malformed("checksum", "is not that of the content");
        }
        OutboxContent content = new OutboxContent(
                in.text("sender"), in.integer("last_sequence", -1, CanonicalJson.MAX_INTEGER), entries(in), goals(in));
        in.done();
        return content;
    }

    private static Hash checksum(ObjectNode json) {
        return Sha256.of(CanonicalJson.encode(WHAT, json));
    }

    private static ObjectNode entry(OutboxEntry entry) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("transaction", entry.text());
        json.put("hash", entry.hash().hex());
        json.put("signed_at", entry.signedAtMs());
        json.put("confirmed", entry.confirmed());
        json.put("settled_at", entry.settledAtMs());
        return json;
    }

    private static ObjectNode memory(GoalMemory memory) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("sequence", memory.sequence());
        json.put("size", memory.size());
        json.put("log_root", memory.logRoot().hex());
        return json;
    }

    private static List<OutboxEntry> entries(ObjectReader in) {
        List<OutboxEntry> entries = new ArrayList<>();
        ObjectReader all = in.child("entries");
        in.object("entries").fieldNames().forEachRemaining(name -> entries.add(entry(name, all.child(name))));
        entries.sort(Comparator.comparingLong(OutboxEntry::sequence));
        return entries;
    }

    private static OutboxEntry entry(String sequence, ObjectReader in) {
        byte[] text = in.text("transaction").getBytes(StandardCharsets.UTF_8);
        TauTransaction transaction =
                new TauTransaction(CanonicalJson.parseObject(in.path("transaction"), text, TRANSACTION));
        OutboxEntry entry = new OutboxEntry(
                transaction,
                in.integer("signed_at", 0, CanonicalJson.MAX_INTEGER),
                in.bool("confirmed"),
                in.integer("settled_at", 0, CanonicalJson.MAX_INTEGER));
        if (!Hash.fromHex(in.path("hash"), in.text("hash")).equals(entry.hash())
                || !entry.text().equals(in.text("transaction"))
                || !Long.toString(entry.sequence()).equals(sequence)) {
            throw in.malformed("transaction", "is not the one that its hash and its sequence number name");
        }
        in.done();
        return entry;
    }

    private static SortedMap<Hash, GoalMemory> goals(ObjectReader in) {
        SortedMap<Hash, GoalMemory> goals = new TreeMap<>();
        ObjectReader all = in.child("goals");
        in.object("goals").fieldNames().forEachRemaining(topic -> {
            ObjectReader goal = all.child(topic);
            goals.put(
                    Hash.fromHex(all.path(topic), topic),
                    new GoalMemory(
                            goal.integer("sequence", 0, CanonicalJson.MAX_INTEGER),
                            (int) goal.integer("size", 1, Integer.MAX_VALUE),
                            Hash.fromHex(goal.path("log_root"), goal.text("log_root"))));
        });
        return goals;
    }
}
