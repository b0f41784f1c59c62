package network.ian.p2p.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import network.ian.core.codec.Bytes;
import network.ian.core.config.HostPort;
import network.ian.core.crypto.Hash;
import network.ian.core.crypto.Sha256;
import network.ian.core.goal.GoalSpecCodec;
import org.junit.jupiter.api.Test;

class FrameLimitsTest {

    private static final Hash ID = Sha256.of();

    @Test
    void theLimitOfATypeIsItsLongestMessageButForEntries() {
        longest().forEach(message -> {
            assertThat(FrameCodec.sizeOf(message) - WireLimits.LENGTH_BYTES)
                    .as(message.type().label())
                    .isEqualTo(message.type().maxLength());
            assertThat(FrameCodec.encode(message)).hasSize(FrameCodec.sizeOf(message));
        });
        assertThat(longest()).hasSize(MessageType.values().length - 1);
    }

    @Test
    void lengthsAreRefusedBeforeTheBodyComes() {
        for (MessageType type : MessageType.values()) {
            assertThat(FrameLimits.WIDEST.refuses(type.maxLength(), type.code()))
                    .isEmpty();
            assertThat(FrameLimits.WIDEST.refuses(type.maxLength() + 1, type.code()))
                    .contains(WireFault.FRAME_LENGTH);
            assertThat(FrameLimits.WIDEST.refuses(-1, type.code())).contains(WireFault.FRAME_LENGTH);
            assertThat(FrameLimits.WIDEST.refuses(0, type.code())).contains(WireFault.FRAME_LENGTH);
        }
    }

    @Test
    void typesOutsideTheSetAreRefused() {
        long known = LongStream.range(0, 256)
                .filter(code -> FrameLimits.WIDEST.refuses(1, (int) code).isEmpty())
                .count();
        assertThat(known).isEqualTo(MessageType.values().length);
        assertThat(FrameLimits.WIDEST.refuses(1, 0)).contains(WireFault.UNKNOWN_TYPE);
        assertThat(FrameCodec.decode(new byte[] {0, 0})).isEqualTo(new Decoded.Malformed(WireFault.UNKNOWN_TYPE));
        assertThat(FrameCodec.decode(new byte[] {(byte) 0xff}))
                .isEqualTo(new Decoded.Malformed(WireFault.UNKNOWN_TYPE));
    }

    @Test
    void aNodeOfSmallGoalsHoldsNoRoomForLargeBodies() {
        FrameLimits small = new FrameLimits(1_000);
        int push = 1 + 32 + 1 + 2 + 2_048 + 64 + 4 + 1_000;
        assertThat(small.refuses(push, MessageType.PUSH.code())).isEmpty();
        assertThat(small.refuses(push + 1, MessageType.PUSH.code())).contains(WireFault.FRAME_LENGTH);
        assertThat(small.maxLength(MessageType.ENTRIES)).isBetween(1 << 20, 5 << 18);
        assertThat(small.maxLength(MessageType.HELLO)).isEqualTo(MessageType.HELLO.maxLength());
    }

    @Test
    void everyGoalsPackFits() {
        assertThat(WireLimits.BODY_BYTES).isEqualTo(GoalSpecCodec.MAX_PACK_BYTES);
    }

    @Test
    void nothingIsSentThatWouldBeRefused() {
        refused(new Message.Announce(ID, AnnounceKind.LAZY, List.of()));
        refused(new Message.Announce(ID, AnnounceKind.LAZY, ids(1_025)));
        refused(new Message.Graft(ID, true, ids(65)));
        refused(new Message.Fetch(1, ID, ids(513)));
        refused(new Message.Fetch(1, ID, List.of()));
        refused(new Message.Push(ID, 256, entry(1, 1)));
        refused(new Message.Push(ID, 0, entry(2_049, 1)));
        refused(new Message.Push(ID, 0, entry(1, 0)));
        refused(new Message.Push(ID, 0, new WireEntry(ID, bytes(1), bytes(63), bytes(1))));
        refused(new Message.Entries(1, ID, true, Collections.nCopies(65, new FetchedItem.Missing(ID))));
        refused(new Message.Entries(
                1, ID, true, Collections.nCopies(2, new FetchedItem.Whole(entry(1, WireLimits.BODY_BYTES)))));
        refused(new Message.Reconcile(1, ID, true, bytes(WireLimits.RECONCILE_BYTES + 1)));
        refused(new Message.AskRoots(1, ID, List.of(2L, 2L)));
        refused(new Message.AskRoots(1, ID, List.of(1L << 32)));
        refused(new Message.Roots(1, ID, ids(65)));
        refused(new Message.ChainTip(ID, -1, ID));
        refused(new Message.AskChain(1, ID, List.of()));
        refused(new Message.AskChain(1, ID, ids(33)));
        refused(new Message.Chain(1, ID, bytes(65_537)));
        refused(new Message.AskPrefix(1, ID, 0, ID, 0, 1));
        refused(new Message.AskPrefix(1, ID, 10, ID, 10, 1));
        refused(new Message.AskPrefix(1, ID, 10, ID, 8, 3));
        refused(new Message.AskPrefix(1, ID, 10_000, ID, 0, 4_097));
        refused(new Message.AskPrefix(1, ID, 10, ID, 0, 0));
        refused(new Message.Prefix(1, ID, -1, List.of()));
        refused(new Message.Prefix(1, ID, 0, ids(4_097)));
        refused(new Message.Status(List.of()));
        refused(new Message.Status(List.of(head(0), head(0))));
        refused(new Message.Goodbye(GoodbyeReason.CLOSED, ""));
        refused(new Message.Goodbye(GoodbyeReason.OPERATOR, "a\nb"));
        refused(new Message.Goodbye(GoodbyeReason.OPERATOR, "a".repeat(256)));
        refused(new Message.Hello(2, "", "", 0, Optional.empty(), List.of()));
        refused(new Message.Hello(65_536, "n", "", 0, Optional.empty(), List.of()));
        refused(new Message.Peers(List.of(address("h", 0))));
        refused(new Message.Peers(List.of(address("h".repeat(254), 1))));
    }

    @Test
    void aGoodbyeCanBeMadeOfAnyText() {
        Message.Goodbye goodbye = Message.Goodbye.saying(GoodbyeReason.OPERATOR, "a\n\ud83d" + "\u20ac".repeat(100));
        assertThat(goodbye.detail()).isEqualTo("a??" + "\u20ac".repeat(84));
        assertThat(FrameCodec.encode(goodbye)).hasSize(4 + 1 + 1 + 1 + 255);
    }

    private static void refused(Message message) {
        assertThatThrownBy(() -> FrameCodec.encode(message))
                .as(message.type().label())
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static Stream<Message> longest() {
        AddressRecord address = address("h".repeat(253), 65_535);
        List<Head> heads = LongStream.range(0, 256).mapToObj(i -> head((int) i)).toList();
        return Stream.of(
                new Message.Hello(2, "n".repeat(64), "\ud83d\ude00".repeat(64), 0, Optional.of(address), heads),
                new Message.Goodbye(GoodbyeReason.OPERATOR, "d".repeat(255)),
                new Message.Ping(1),
                new Message.Pong(1),
                new Message.Status(heads),
                new Message.Push(ID, 255, entry(2_048, WireLimits.BODY_BYTES)),
                new Message.Announce(ID, AnnounceKind.LARGE, ids(1_024)),
                new Message.Graft(ID, true, ids(64)),
                new Message.Prune(ID),
                new Message.Fetch(-1, ID, ids(512)),
                new Message.Reconcile(1, ID, true, bytes(WireLimits.RECONCILE_BYTES)),
                new Message.ReconcileEnd(1, ID, ReconcileEndReason.BUSY),
                new Message.AskRoots(1, ID, LongStream.range(0, 64).boxed().toList()),
                new Message.Roots(1, ID, ids(64)),
                new Message.ChainTip(ID, Long.MAX_VALUE, ID),
                new Message.AskChain(1, ID, ids(32)),
                new Message.Chain(1, ID, bytes(65_536)),
                new Message.AskPrefix(1, ID, Integer.MAX_VALUE, ID, Integer.MAX_VALUE - 1, 1),
                new Message.Prefix(1, ID, Integer.MAX_VALUE, ids(4_096)),
                new Message.AskPeers(),
                new Message.Peers(Collections.nCopies(32, address)));
    }

    /** Items up to the content limit, then one of the longest kind, always fit; the limit is a little above that. */
    @Test
    void aFullEntriesFrameFits() {
        List<FetchedItem> items =
                new ArrayList<>(Collections.nCopies(63, new FetchedItem.Whole(entry(2_048, (1 << 20) / 63 - 2_048))));
        items.add(new FetchedItem.Whole(entry(2_048, WireLimits.BODY_BYTES)));
        int size = FrameCodec.sizeOf(new Message.Entries(1, ID, true, items)) - WireLimits.LENGTH_BYTES;
        assertThat(size).isBetween(8 << 20, MessageType.ENTRIES.maxLength());
    }

    private static List<Hash> ids(int count) {
        return Collections.nCopies(count, ID);
    }

    private static Head head(int i) {
        byte[] topic = new byte[] {(byte) i};
        return new Head(Sha256.of(topic), 0xffff_ffffL, new Fingerprint(1, 2), 0, ID, 0xffff_ffffL);
    }

    private static WireEntry entry(int header, int body) {
        return WireEntry.of(bytes(header), bytes(64), bytes(body));
    }

    private static AddressRecord address(String host, int port) {
        return new AddressRecord(bytes(32), new HostPort(host, port), 0, bytes(64));
    }

    private static Bytes bytes(int length) {
        return Bytes.wrap(new byte[length]);
    }
}
