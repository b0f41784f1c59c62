package network.ian.p2p.wire;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import network.ian.core.codec.Bytes;
import network.ian.core.config.HostPort;
import network.ian.core.contribution.AgentPack;
import network.ian.core.contribution.ContributorId;
import network.ian.core.contribution.Header;
import network.ian.core.contribution.HeaderCodec;
import network.ian.core.contribution.Kind;
import network.ian.core.contribution.PackCodec;
import network.ian.core.crypto.Hash;
import network.ian.core.crypto.Sha256;
import network.ian.core.crypto.SigningKey;

/** The messages whose bytes stand in docs/PROTOCOL.md. */
final class WorkedExamples {

    static final String NETWORK = "ian-main";
    static final Hash TOPIC = Sha256.of("{}".getBytes(StandardCharsets.US_ASCII));

    /** Stands for a block and for a root. */
    private static final Hash BLOCK = Sha256.of("block".getBytes(StandardCharsets.US_ASCII));

    /** A goal that the Hello does not name. */
    private static final Hash ADDED = Sha256.of("topic".getBytes(StandardCharsets.US_ASCII));

    private static final long TIME_MS = 1_767_225_600_000L;

    /** The secret keys of RFC 8032 section 7.1, tests 1 and 2. */
    private static final SigningKey NODE = key("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60");

    private static final SigningKey CONTRIBUTOR =
            key("4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb");

    private WorkedExamples() {}

    /** By the name that the document gives them, in its order. */
    static Map<String, Message> all() {
        WireEntry entry = entry();
        AddressRecord address = address();
        Map<String, Message> all = new TreeMap<>();
        all.put(
                "hello",
                new Message.Hello(3, NETWORK, "ian/0.1.0", TIME_MS, Optional.of(address), List.of(emptyHead(TOPIC))));
        all.put("goodbye", new Message.Goodbye(GoodbyeReason.SHUTTING_DOWN, "bye"));
        all.put("ping", new Message.Ping(0x0102_0304_0506_0708L));
        all.put("status", new Message.Status(List.of(emptyHead(ADDED))));
        all.put("announce", new Message.Announce(TOPIC, AnnounceKind.LAZY, List.of(entry.id())));
        all.put("graft", new Message.Graft(TOPIC, true, List.of(entry.id())));
        all.put("push", new Message.Push(TOPIC, 1, entry));
        all.put("fetch", new Message.Fetch(7, TOPIC, List.of(entry.id())));
        all.put("entries", new Message.Entries(7, TOPIC, true, List.of(new FetchedItem.Missing(entry.id()))));
        all.put("reconcile", new Message.Reconcile(1, TOPIC, true, Bytes.fromHex("negentropy", "6100000200")));
        all.put("ask_roots", new Message.AskRoots(8, TOPIC, List.of(1L, 256L)));
        all.put("chain_tip", new Message.ChainTip(TOPIC, 258, BLOCK));
        all.put("ask_chain", new Message.AskChain(9, TOPIC, List.of(BLOCK)));
        all.put("chain", new Message.Chain(9, TOPIC, Bytes.fromHex("page", "c0ffee")));
        all.put("ask_prefix", new Message.AskPrefix(10, TOPIC, 5_000, BLOCK, 4_096, 904));
        all.put("prefix", new Message.Prefix(10, TOPIC, 4_096, List.of(entry.id())));
        return all;
    }

    static AddressRecord address() {
        return new AddressSigner(NODE, NETWORK).sign(new HostPort("node1.example", 9000), TIME_MS);
    }

    /** A contribution of the smallest pack. */
    static WireEntry entry() {
        Bytes body = PackCodec.encode(new AgentPack(
                "1",
                Bytes.wrap(new byte[1]),
                JsonNodeFactory.instance.objectNode(),
                Optional.empty(),
                Optional.empty(),
                new TreeMap<>()));
        Bytes key = CONTRIBUTOR.publicKey();
        Bytes header = HeaderCodec.encode(new Header(
                ContributorId.ofKey(key),
                TOPIC,
                Kind.AGENT_PACK,
                PackCodec.hash(body),
                key,
                0,
                false,
                TIME_MS,
                Optional.empty()));
        return WireEntry.of(header, CONTRIBUTOR.sign(HeaderCodec.signingMessage(header)), body);
    }

    private static Head emptyHead(Hash topic) {
        // Fingerprint of the empty set: SHA-256 of 32 zero bytes for the sum and one for the count.
        Bytes fingerprint = Bytes.wrap(Sha256.of(new byte[33]).toArray());
        return new Head(topic, 0, new Fingerprint(word(fingerprint, 0), word(fingerprint, 8)), 0, Sha256.of(), 0);
    }

    private static long word(Bytes bytes, int offset) {
        long word = 0;
        for (int i = 0; i < Long.BYTES; i++) {
            word = (word << 8) | (bytes.at(offset + i) & 0xff);
        }
        return word;
    }

    private static SigningKey key(String hex) {
        return SigningKey.fromSeed(Bytes.fromHex("key", hex).view());
    }
}
