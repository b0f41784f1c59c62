package network.ian.p2p.wire;

import java.util.List;
import network.ian.core.codec.Bytes;
import network.ian.core.crypto.Hash;

/** Layouts of the messages that make sets and logs equal; {@link EntriesLayout} has the longest of them. */
final class SyncLayouts {

    private static final int NUMBER_AND_TOPIC = 4 + Hash.SIZE;

    static final Layout<Message.Fetch> FETCH = new Layout<>(
            Message.Fetch.class,
            SyncLayouts::readFetch,
            SyncLayouts::writeFetch,
            fetch -> NUMBER_AND_TOPIC + 2 + fetch.ids().size() * Hash.SIZE);

    static final Layout<Message.Reconcile> RECONCILE = new Layout<>(
            Message.Reconcile.class,
            SyncLayouts::readReconcile,
            SyncLayouts::writeReconcile,
            reconcile -> NUMBER_AND_TOPIC + 1 + 4 + reconcile.payload().size());

    static final Layout<Message.ReconcileEnd> RECONCILE_END = new Layout<>(
            Message.ReconcileEnd.class,
            in -> new Message.ReconcileEnd(
                    in.i32(), in.hash(), Codes.read(in, SyncLayouts.ENDS, ReconcileEndReason::code)),
            (out, end) ->
                    out.i32(end.session()).hash(end.topic()).u8(end.reason().code()),
            end -> NUMBER_AND_TOPIC + 1);

    static final Layout<Message.AskRoots> ASK_ROOTS = new Layout<>(
            Message.AskRoots.class,
            SyncLayouts::readAskRoots,
            SyncLayouts::writeAskRoots,
            ask -> NUMBER_AND_TOPIC + 1 + ask.sizes().size() * 4);

    static final Layout<Message.Roots> ROOTS = new Layout<>(
            Message.Roots.class,
            SyncLayouts::readRoots,
            SyncLayouts::writeRoots,
            roots -> NUMBER_AND_TOPIC + 1 + roots.roots().size() * Hash.SIZE);

    private static final ReconcileEndReason[] ENDS = ReconcileEndReason.values();

    private SyncLayouts() {}

    private static Message.Fetch readFetch(FrameReader in) {
        int request = in.i32();
        Hash topic = in.hash();
        int count = in.within(in.u16(), 1, WireLimits.FETCHED_IDS);
        return new Message.Fetch(request, topic, Fields.readHashes(in, count));
    }

    private static void writeFetch(FrameWriter out, Message.Fetch fetch) {
        int count = FrameWriter.within(fetch.ids().size(), 1, WireLimits.FETCHED_IDS);
        out.i32(fetch.request()).hash(fetch.topic()).u16(count);
        Fields.writeHashes(out, fetch.ids());
    }

    private static Message.Reconcile readReconcile(FrameReader in) {
        int session = in.i32();
        Hash topic = in.hash();
        boolean fromInitiator = in.flag();
        Bytes payload = in.bytes(in.within(in.u32(), 1, WireLimits.RECONCILE_BYTES));
        return new Message.Reconcile(session, topic, fromInitiator, payload);
    }

    private static void writeReconcile(FrameWriter out, Message.Reconcile reconcile) {
        int length = FrameWriter.within(reconcile.payload().size(), 1, WireLimits.RECONCILE_BYTES);
        out.i32(reconcile.session())
                .hash(reconcile.topic())
                .flag(reconcile.fromInitiator())
                .i32(length)
                .bytes(reconcile.payload());
    }

    private static Message.AskRoots readAskRoots(FrameReader in) {
        int request = in.i32();
        Hash topic = in.hash();
        List<Long> sizes = in.list(in.within(in.u8(), 1, WireLimits.ROOTS), 4, FrameReader::u32);
        if (!ascend(sizes)) {
            in.broken(WireFault.FIELD_VALUE);
        }
        return new Message.AskRoots(request, topic, sizes);
    }

    private static void writeAskRoots(FrameWriter out, Message.AskRoots ask) {
        FrameWriter.require(ascend(ask.sizes()), "sizes that do not ascend");
        out.i32(ask.request())
                .hash(ask.topic())
                .u8(FrameWriter.within(ask.sizes().size(), 1, WireLimits.ROOTS))
                .list(ask.sizes(), FrameWriter::u32);
    }

    private static Message.Roots readRoots(FrameReader in) {
        int request = in.i32();
        Hash topic = in.hash();
        return new Message.Roots(request, topic, Fields.readHashes(in, in.within(in.u8(), 0, WireLimits.ROOTS)));
    }

    private static void writeRoots(FrameWriter out, Message.Roots roots) {
        int count = FrameWriter.within(roots.roots().size(), 0, WireLimits.ROOTS);
        out.i32(roots.request()).hash(roots.topic()).u8(count);
        Fields.writeHashes(out, roots.roots());
    }

    private static boolean ascend(List<Long> sizes) {
        for (int i = 1; i < sizes.size(); i++) {
            if (sizes.get(i - 1) >= sizes.get(i)) {
                return false;
            }
        }
        return true;
    }
}
