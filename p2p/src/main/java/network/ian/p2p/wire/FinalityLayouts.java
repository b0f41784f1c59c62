package network.ian.p2p.wire;

import java.util.List;
import network.ian.core.crypto.Hash;

/** Layouts of the messages that carry anchor proofs, and ids of the prefixes that they freeze. */
final class FinalityLayouts {

    private static final int NUMBER_AND_TOPIC = 4 + Hash.SIZE;

    static final Layout<Message.ChainTip> CHAIN_TIP = new Layout<>(
            Message.ChainTip.class,
            FinalityLayouts::readTip,
            FinalityLayouts::writeTip,
            tip -> Hash.SIZE + Long.BYTES + Hash.SIZE);

    static final Layout<Message.AskChain> ASK_CHAIN = new Layout<>(
            Message.AskChain.class,
            FinalityLayouts::readAskChain,
            FinalityLayouts::writeAskChain,
            ask -> NUMBER_AND_TOPIC + 1 + ask.locator().size() * Hash.SIZE);

    static final Layout<Message.Chain> CHAIN = new Layout<>(
            Message.Chain.class,
            in -> new Message.Chain(in.i32(), in.hash(), in.bytes(in.within(in.u32(), 0, WireLimits.CHAIN_PAGE_BYTES))),
            FinalityLayouts::writeChain,
            chain -> NUMBER_AND_TOPIC + 4 + chain.page().size());

    static final Layout<Message.AskPrefix> ASK_PREFIX = new Layout<>(
            Message.AskPrefix.class,
            FinalityLayouts::readAskPrefix,
            FinalityLayouts::writeAskPrefix,
            ask -> NUMBER_AND_TOPIC + 4 + Hash.SIZE + 4 + 2);

    static final Layout<Message.Prefix> PREFIX = new Layout<>(
            Message.Prefix.class,
            FinalityLayouts::readPrefix,
            FinalityLayouts::writePrefix,
            prefix -> NUMBER_AND_TOPIC + 4 + 2 + prefix.ids().size() * Hash.SIZE);

    private FinalityLayouts() {}

    private static Message.ChainTip readTip(FrameReader in) {
        Hash topic = in.hash();
        long height = in.i64();
        if (height < 0) {
            in.broken(WireFault.FIELD_RANGE);
        }
        return new Message.ChainTip(topic, height, in.hash());
    }

    private static void writeTip(FrameWriter out, Message.ChainTip tip) {
        FrameWriter.require(tip.height() >= 0, "a height below 0");
        out.hash(tip.topic()).i64(tip.height()).hash(tip.block());
    }

    private static Message.AskChain readAskChain(FrameReader in) {
        int request = in.i32();
        Hash topic = in.hash();
        int count = in.within(in.u8(), 1, WireLimits.LOCATOR_HASHES);
        return new Message.AskChain(request, topic, Fields.readHashes(in, count));
    }

    private static void writeAskChain(FrameWriter out, Message.AskChain ask) {
        int count = FrameWriter.within(ask.locator().size(), 1, WireLimits.LOCATOR_HASHES);
        out.i32(ask.request()).hash(ask.topic()).u8(count);
        Fields.writeHashes(out, ask.locator());
    }

    private static void writeChain(FrameWriter out, Message.Chain chain) {
        int length = FrameWriter.within(chain.page().size(), 0, WireLimits.CHAIN_PAGE_BYTES);
        out.i32(chain.request()).hash(chain.topic()).i32(length).bytes(chain.page());
    }

    private static Message.AskPrefix readAskPrefix(FrameReader in) {
        int request = in.i32();
        Hash topic = in.hash();
        int size = in.within(in.u32(), 1, Integer.MAX_VALUE);
        Hash root = in.hash();
        int from = in.within(in.u32(), 0, size - 1L);
        int count = in.within(in.u16(), 1, Math.min(WireLimits.PREFIX_IDS, size - from));
        return new Message.AskPrefix(request, topic, size, root, from, count);
    }

    private static void writeAskPrefix(FrameWriter out, Message.AskPrefix ask) {
        FrameWriter.within(ask.size(), 1, Integer.MAX_VALUE);
        FrameWriter.within(ask.from(), 0, ask.size() - 1);
        FrameWriter.within(ask.count(), 1, Math.min(WireLimits.PREFIX_IDS, ask.size() - ask.from()));
        out.i32(ask.request())
                .hash(ask.topic())
                .i32(ask.size())
                .hash(ask.root())
                .i32(ask.from())
                .u16(ask.count());
    }

    private static Message.Prefix readPrefix(FrameReader in) {
        int request = in.i32();
        Hash topic = in.hash();
        int from = in.within(in.u32(), 0, Integer.MAX_VALUE);
        List<Hash> ids = Fields.readHashes(in, in.within(in.u16(), 0, WireLimits.PREFIX_IDS));
        return new Message.Prefix(request, topic, from, ids);
    }

    private static void writePrefix(FrameWriter out, Message.Prefix prefix) {
        int count = FrameWriter.within(prefix.ids().size(), 0, WireLimits.PREFIX_IDS);
        out.i32(prefix.request())
                .hash(prefix.topic())
                .i32(FrameWriter.within(prefix.from(), 0, Integer.MAX_VALUE))
                .u16(count);
        Fields.writeHashes(out, prefix.ids());
    }
}
