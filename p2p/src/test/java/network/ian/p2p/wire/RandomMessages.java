package network.ian.p2p.wire;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import network.ian.core.codec.Bytes;
import network.ian.core.config.HostPort;
import network.ian.core.crypto.Hash;

/**
 * Well-formed messages of every type. Mostly short; now and then as long as the limits allow, but for bodies. Ids and
 * numbers repeat, so that messages refer to each other as those of a real exchange do.
 */
public final class RandomMessages {

    private static final MessageType[] TYPES = MessageType.values();
    private static final String NAME = "abcxyzABCXYZ0189._-";
    private static final String[] LETTERS = {"a", "Z", " ", "\u00e9", "\u20ac", "\ud83d\ude00"};
    private static final int RECENT = 64;

    private final RandomGenerator random;
    private final List<Hash> topics;
    private final List<Hash> recent = new ArrayList<>();
    private final List<WireEntry> recentEntries = new ArrayList<>();

    /** @param topics what most messages speak of; not empty */
    public RandomMessages(RandomGenerator random, List<Hash> topics) {
        this.random = random;
        this.topics = List.copyOf(topics);
    }

    /** A message of any type. */
    public Message next() {
        return next(TYPES[random.nextInt(TYPES.length)]);
    }

    public Message next(MessageType type) {
        return switch (type) {
            case HELLO -> hello();
            case GOODBYE -> new Message.Goodbye(reason(), text(63));
            case PING -> new Message.Ping(random.nextLong());
            case PONG -> new Message.Pong(random.nextLong());
            case STATUS -> new Message.Status(heads(1));
            case PUSH -> new Message.Push(topic(), random.nextInt(256), entry());
            case ANNOUNCE ->
                new Message.Announce(topic(), pick(AnnounceKind.values()), ids(1, WireLimits.ANNOUNCED_IDS));
            case GRAFT -> new Message.Graft(topic(), random.nextBoolean(), ids(0, WireLimits.GRAFTED_IDS));
            case PRUNE -> new Message.Prune(topic());
            case FETCH -> new Message.Fetch(number(), topic(), ids(1, WireLimits.FETCHED_IDS));
            case ENTRIES -> new Message.Entries(number(), topic(), random.nextBoolean(), items());
            case RECONCILE -> new Message.Reconcile(number(), topic(), random.nextBoolean(), negentropy());
            case RECONCILE_END -> new Message.ReconcileEnd(number(), topic(), pick(ReconcileEndReason.values()));
            case ASK_ROOTS -> new Message.AskRoots(number(), topic(), sizes());
            case ROOTS -> new Message.Roots(number(), topic(), ids(0, WireLimits.ROOTS));
            case CHAIN_TIP -> new Message.ChainTip(topic(), random.nextLong() >>> 1, id());
            case ASK_CHAIN -> new Message.AskChain(number(), topic(), ids(1, WireLimits.LOCATOR_HASHES));
            case CHAIN -> new Message.Chain(number(), topic(), bytes(count(0, WireLimits.CHAIN_PAGE_BYTES)));
            case ASK_PREFIX -> askPrefix();
            case PREFIX -> new Message.Prefix(number(), topic(), random.nextInt() >>> 1, ids(0, WireLimits.PREFIX_IDS));
            case ASK_PEERS -> new Message.AskPeers();
            case PEERS -> new Message.Peers(list(count(0, WireLimits.RECORDS), this::address));
        };
    }

    /** A contribution of random bytes; nothing of it verifies. Every other time one that was given before. */
    public WireEntry entry() {
        if (!recentEntries.isEmpty() && random.nextBoolean()) {
            return recentEntries.get(random.nextInt(recentEntries.size()));
        }
        WireEntry entry = WireEntry.of(bytes(count(1, WireLimits.HEADER_BYTES)), bytes(64), bytes(count(1, 40_000)));
        keep(recentEntries, entry);
        keep(recent, entry.id());
        return entry;
    }

    /** A record whose signature does not verify. */
    public AddressRecord address() {
        String host = random.nextInt(4) == 0 ? "2001:db8::" + (1 + random.nextInt(9)) : name(WireLimits.HOST_BYTES);
        HostPort address = new HostPort(host, 1 + random.nextInt(65_535));
        return new AddressRecord(bytes(32), address, random.nextLong() >>> 1, bytes(64));
    }

    /** One of the topics, now and then another. */
    public Hash topic() {
        return random.nextInt(8) == 0 ? fresh() : topics.get(random.nextInt(topics.size()));
    }

    private Message.Hello hello() {
        return new Message.Hello(
                random.nextInt(4),
                name(WireLimits.NETWORK_ID_BYTES),
                text(WireLimits.AGENT_CHARACTERS),
                random.nextLong(),
                random.nextBoolean() ? Optional.of(address()) : Optional.empty(),
                heads(0));
    }

    private GoodbyeReason reason() {
        GoodbyeReason reason = pick(GoodbyeReason.values());
        return reason == GoodbyeReason.CLOSED ? GoodbyeReason.OPERATOR : reason;
    }

    private List<Head> heads(int least) {
        int count = count(least, WireLimits.HEADS);
        TreeSet<Hash> distinct = new TreeSet<>();
        while (distinct.size() < count) {
            distinct.add(topic());
        }
        List<Head> heads = new ArrayList<>(count);
        distinct.forEach(topic -> heads.add(head(topic)));
        return heads;
    }

    private Head head(Hash topic) {
        long entries = random.nextInt() & 0xffff_ffffL;
        return new Head(
                topic,
                entries,
                new Fingerprint(random.nextLong(), random.nextLong()),
                entries,
                id(),
                random.nextInt(100));
    }

    private List<FetchedItem> items() {
        return list(count(0, WireLimits.ITEMS), () -> switch (random.nextInt(3)) {
            case 0 -> new FetchedItem.Whole(entry());
            case 1 -> headerOnly(entry());
            default -> new FetchedItem.Missing(id());
        });
    }

    private static FetchedItem headerOnly(WireEntry entry) {
        return new FetchedItem.HeaderOnly(entry.id(), entry.header(), entry.signature());
    }

    private Message askPrefix() {
        int size = 1 + random.nextInt(random.nextInt(8) == 0 ? Integer.MAX_VALUE : 100);
        int from = random.nextInt(size);
        int count = count(1, Math.min(WireLimits.PREFIX_IDS, size - from));
        return new Message.AskPrefix(number(), topic(), size, id(), from, count);
    }

    private Bytes negentropy() {
        byte[] payload = bytes(count(1, WireLimits.RECONCILE_BYTES)).toArray();
        payload[0] = 0x61;
        return Bytes.wrap(payload);
    }

    private List<Long> sizes() {
        int count = count(1, WireLimits.ROOTS);
        TreeSet<Long> sizes = new TreeSet<>();
        while (sizes.size() < count) {
            sizes.add((random.nextInt() & 0xffff_ffffL) >>> random.nextInt(24));
        }
        return List.copyOf(sizes);
    }

    private List<Hash> ids(int least, int most) {
        return list(count(least, most), this::id);
    }

    /** An id, of each three two that were seen before. */
    private Hash id() {
        return recent.isEmpty() || random.nextInt(3) == 0 ? fresh() : recent.get(random.nextInt(recent.size()));
    }

    private Hash fresh() {
        Hash id = Hash.wrap(bytes(32).view());
        keep(recent, id);
        return id;
    }

    private <T> void keep(List<T> recently, T item) {
        if (recently.size() < RECENT) {
            recently.add(item);
        } else {
            recently.set(random.nextInt(RECENT), item);
        }
    }

    private int number() {
        return random.nextInt(8) == 0 ? random.nextInt() : random.nextInt(4);
    }

    /** Mostly within four of the least; sometimes anything, sometimes the most. */
    private int count(int least, int most) {
        return switch (random.nextInt(64)) {
            case 0 -> most;
            case 1 -> least + random.nextInt(most - least + 1);
            default -> Math.min(most, least + random.nextInt(4));
        };
    }

    private String name(int most) {
        StringBuilder name = new StringBuilder();
        int length = count(1, most);
        for (int i = 0; i < length; i++) {
            name.append(NAME.charAt(random.nextInt(NAME.length())));
        }
        return name.toString();
    }

    private String text(int mostCharacters) {
        StringBuilder text = new StringBuilder();
        int length = count(0, mostCharacters);
        for (int i = 0; i < length; i++) {
            text.append(LETTERS[random.nextInt(LETTERS.length)]);
        }
        return text.toString();
    }

    private Bytes bytes(int length) {
        byte[] octets = new byte[length];
        random.nextBytes(octets);
        return Bytes.wrap(octets);
    }

    private <T> T pick(T[] all) {
        return all[random.nextInt(all.length)];
    }

    private static <T> List<T> list(int count, Supplier<T> element) {
        List<T> list = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            list.add(element.get());
        }
        return list;
    }
}
