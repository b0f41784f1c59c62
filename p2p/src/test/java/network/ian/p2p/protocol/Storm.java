package network.ian.p2p.protocol;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import network.ian.core.codec.Bytes;
import network.ian.core.crypto.Hash;
import network.ian.core.crypto.Sha256;
import network.ian.core.finality.PrefixWanted;
import network.ian.core.fuzz.Mutator;
import network.ian.p2p.peer.Direction;
import network.ian.p2p.peer.Peer;
import network.ian.p2p.wire.Decoded;
import network.ian.p2p.wire.Fingerprint;
import network.ian.p2p.wire.FrameCodec;
import network.ian.p2p.wire.Head;
import network.ian.p2p.wire.Message;
import network.ian.p2p.wire.MessageType;
import network.ian.p2p.wire.RandomMessages;
import network.ian.p2p.wire.WireLimits;

/**
 * One node among a dozen peers that say everything: well-formed messages, answers, echoes and damaged captures, with
 * connections that come and go, callbacks in any order and clocks that leap. The second of its goals is added on the way.
 */
final class Storm {

    private static final List<Hash> TOPICS = List.of(Sha256.of(new byte[] {1}), Sha256.of(new byte[] {2}));
    private static final Hash FOREIGN = Sha256.of(new byte[] {3});
    private static final int CONNECTIONS = 12;
    private static final String NETWORK = "storm";

    private final Random random;
    private final RandomMessages messages;
    private final Mutator mutator;
    private final StormWorld world;
    private final Replies replies;
    private final PeerProtocol protocol;
    private final Map<Long, Boolean> links = new LinkedHashMap<>();
    private long nextLink;
    private long inputs;
    private long delivered;
    private long accepted;
    private boolean bothGoals;

    Storm(long seed) {
        random = new Random(seed);
        messages = new RandomMessages(random, TOPICS);
        mutator = new Mutator(random);
        world = new StormWorld(random);
        replies = new Replies(random, messages);
        ProtocolConfig config =
                new ProtocolConfig(Sha256.of(new byte[] {9}), NETWORK, "storm/1", Optional.empty(), 8, 4, List.of());
        protocol = new PeerProtocol(config, world.surroundings(), List.of(world.goal(TOPICS.get(0), 64 * 1024)));
        protocol.start();
    }

    /** Runs until {@code count} frames were sent to the node. */
    void run(long count) {
        long addedAt = random.nextLong(1 + count / 4);
        while (inputs < count) {
            if (!bothGoals && inputs >= addedAt) {
                bothGoals = protocol.addGoal(world.goal(TOPICS.get(1), 64 * 1024));
                settle();
            }
            step();
            requireBounds();
        }
        protocol.stop();
        settle();
        if (!protocol.peers().isEmpty()) {
            throw new AssertionError("peers after stop: " + protocol.peers());
        }
    }

    long inputs() {
        return inputs;
    }

    /** Frames that were well-formed and came in on an open connection. */
    long delivered() {
        return delivered;
    }

    /** Hellos after which the node counted one peer more. */
    long accepted() {
        return accepted;
    }

    private void step() {
        if (links.size() < CONNECTIONS / 2 || (links.size() < CONNECTIONS && rarely())) {
            connect();
        }
        int dice = random.nextInt(64);
        if (dice < 48) {
            say(anyLink());
        } else if (dice < 56) {
            world.callBack();
        } else if (dice < 60) {
            world.pass(Duration.ofMillis(random.nextInt(rarely() ? 60_000 : 500)));
        } else if (dice < 61) {
            world.post(ownTopic(), messages.entry());
            protocol.setsChanged();
        } else if (dice < 62) {
            protocol.setsChanged();
            anchor(ownTopic());
        } else if (random.nextInt(16) == 0) {
            world.pass(Duration.ofHours(random.nextInt(30)));
        } else if (random.nextInt(8) == 0) {
            end(anyLink());
        }
        settle();
    }

    /** What the node's chain and its finality want of the protocol, and a peer of the node's frozen prefix. */
    private void anchor(Hash topic) {
        switch (random.nextInt(8)) {
            case 0, 1 -> protocol.anchoring().tipChanged(topic);
            case 2, 3, 4 -> {
                int size = 1 + random.nextInt(100);
                protocol.anchoring().seek(topic, new PrefixWanted(random.nextInt(size), size, topic));
            }
            case 5 -> protocol.anchoring().forget(topic);
            case 6 ->
                protocol.anchoring()
                        .fetch(
                                topic,
                                List.of(messages.entry().id(), messages.entry().id()));
            default -> askFrozen(topic);
        }
    }

    private void askFrozen(Hash topic) {
        GrowingSource source = world.source(topic);
        if (source.frozenSize() > 0) {
            int size = 1 + random.nextInt(source.frozenSize());
            int from = random.nextInt(size);
            int count = 1 + random.nextInt(Math.min(WireLimits.PREFIX_IDS, size - from));
            deliver(anyLink(), new Message.AskPrefix(0, topic, size, source.rootAt(size), from, count));
        }
    }

    private void connect() {
        long link = nextLink++;
        links.put(link, Boolean.TRUE);
        Bytes key = Bytes.wrap(Sha256.of(identity()).toArray());
        Direction direction = random.nextBoolean() ? Direction.INBOUND : Direction.OUTBOUND;
        protocol.connected(
                new Peer.Connection(link, Sha256.of(key.view()), key, direction, world.address(), 9000, 0, 0));
        settle();
        if (random.nextInt(16) != 0) {
            int before = protocol.peers().size();
            deliver(link, hello());
            accepted += protocol.peers().size() > before ? 1 : 0;
        }
    }

    /** Old ones and new ones, so that bans are met and do not leave the node alone. */
    private byte[] identity() {
        int number = random.nextInt(4) == 0 ? random.nextInt((int) nextLink) : (int) nextLink;
        return new byte[] {7, (byte) (number >> 16), (byte) (number >> 8), (byte) number};
    }

    private Message hello() {
        List<Head> heads = new ArrayList<>(List.of(head(TOPICS.get(0)), head(FOREIGN)));
        if (random.nextInt(4) != 0) {
            heads.add(head(TOPICS.get(1)));
        }
        return new Message.Hello(ProtocolConfig.VERSION, NETWORK, "fake", 0, Optional.empty(), heads);
    }

    /** One of the goals that the node takes part in by now. */
    private Hash ownTopic() {
        return TOPICS.get(bothGoals ? random.nextInt(2) : 0);
    }

    private Head head(Hash topic) {
        long entries = random.nextInt(100);
        return new Head(
                topic, entries, new Fingerprint(random.nextLong(), 1), entries, Sha256.of(), random.nextInt(100));
    }

    private void say(long link) {
        Optional<StormWorld.Sent> heard = world.anySent();
        switch (random.nextInt(8)) {
            case 0 -> damaged(link, message());
            case 1 -> heard.ifPresent(sent -> damaged(link, sent.message()));
            case 2 -> heard.ifPresent(sent -> deliver(link, sent.message()));
            case 3, 4, 5 ->
                heard.ifPresent(
                        sent -> deliver(sent.link(), replies.to(sent.message()).orElseGet(this::message)));
            default -> deliver(link, message());
        }
    }

    private boolean rarely() {
        return random.nextInt(64) == 0;
    }

    /** A well-formed message; seldom one that ends the connection by itself. */
    private Message message() {
        Message message = messages.next();
        while ((message instanceof Message.Hello
                        || message instanceof Message.Goodbye
                        || !speaksOfShared(body(message)))
                && !rarely()) {
            message = messages.next();
        }
        return message;
    }

    /** Whether a frame is about no goal or about one that the node takes part in. */
    private boolean speaksOfShared(byte[] frame) {
        int code = frame[0];
        if (code < MessageType.PUSH.code() || code > MessageType.PREFIX.code()) {
            return true;
        }
        boolean numbered = code >= MessageType.FETCH.code() && code != MessageType.CHAIN_TIP.code();
        int offset = numbered ? 5 : 1;
        return TOPICS.subList(0, bothGoals ? 2 : 1).contains(Hash.copyOf(frame, offset));
    }

    private void damaged(long link, Message message) {
        byte[] mutant = mutator.mutate(body(message), body(messages.next()));
        Decoded decoded = FrameCodec.decode(mutant);
        if (decoded instanceof Decoded.Understood understood && (speaksOfShared(mutant) || rarely())) {
            deliver(link, understood.message());
        } else if (decoded instanceof Decoded.Malformed malformed && rarely()) {
            inputs++;
            protocol.malformed(link, malformed.fault());
        } else {
            // What ends a connection by itself is mostly left out, or no other state would be seen.
            inputs++;
        }
    }

    private void deliver(long link, Message message) {
        inputs++;
        delivered += links.containsKey(link) ? 1 : 0;
        protocol.received(link, message, FrameCodec.sizeOf(message));
        settle();
    }

    private void end(long link) {
        if (random.nextInt(4) == 0) {
            protocol.tooSlow(link);
        } else {
            links.remove(link);
            protocol.closed(link);
        }
    }

    /** Tells the protocol of connections that it closed, as a shell does; now and then a frame still comes first. */
    private void settle() {
        for (long link : world.takeClosing()) {
            if (random.nextInt(8) == 0) {
                protocol.received(link, messages.next(), 64);
            }
            links.remove(link);
            protocol.closed(link);
        }
    }

    private void requireBounds() {
        if (world.timers() > StormWorld.MOST_TIMERS || world.pending() > StormWorld.MOST_PENDING) {
            throw new AssertionError(world.timers() + " timers, " + world.pending() + " callbacks are waiting");
        }
        if (protocol.peers().stream().anyMatch(peer -> peer.heads().size() > WireLimits.HEADS)) {
            throw new AssertionError("more goals than a connection can name");
        }
        if (protocol.peers().size() > links.size()) {
            throw new AssertionError(protocol.peers().size() + " peers on " + links.size() + " connections");
        }
    }

    private long anyLink() {
        List<Long> open = new ArrayList<>(links.keySet());
        return open.isEmpty() || random.nextInt(64) == 0 ? random.nextInt(64) : open.get(random.nextInt(open.size()));
    }

    private static byte[] body(Message message) {
        byte[] frame = FrameCodec.encode(message);
        return Arrays.copyOfRange(frame, WireLimits.LENGTH_BYTES, frame.length);
    }
}
