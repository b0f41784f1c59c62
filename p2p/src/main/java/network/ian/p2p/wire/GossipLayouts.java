package network.ian.p2p.wire;

import network.ian.core.crypto.Hash;

/** Layouts of the messages that spread new contributions. */
final class GossipLayouts {

    static final Layout<Message.Push> PUSH = new Layout<>(
            Message.Push.class,
            in -> new Message.Push(in.hash(), in.u8(), Fields.readEntry(in)),
            GossipLayouts::writePush,
            push -> Hash.SIZE + 1 + Fields.sizeOf(push.entry()));

    static final Layout<Message.Announce> ANNOUNCE = new Layout<>(
            Message.Announce.class,
            GossipLayouts::readAnnounce,
            GossipLayouts::writeAnnounce,
            announce -> Hash.SIZE + 1 + 2 + announce.ids().size() * Hash.SIZE);

    static final Layout<Message.Graft> GRAFT = new Layout<>(
            Message.Graft.class,
            GossipLayouts::readGraft,
            GossipLayouts::writeGraft,
            graft -> Hash.SIZE + 1 + 1 + graft.wanted().size() * Hash.SIZE);

    static final Layout<Message.Prune> PRUNE = new Layout<>(
            Message.Prune.class,
            in -> new Message.Prune(in.hash()),
            (out, prune) -> out.hash(prune.topic()),
            prune -> Hash.SIZE);

    private static final AnnounceKind[] KINDS = AnnounceKind.values();

    private GossipLayouts() {}

    private static void writePush(FrameWriter out, Message.Push push) {
        out.hash(push.topic()).u8(push.hops());
        Fields.writeEntry(out, push.entry());
    }

    private static Message.Announce readAnnounce(FrameReader in) {
        Hash topic = in.hash();
        AnnounceKind kind = Codes.read(in, KINDS, AnnounceKind::code);
        int count = in.within(in.u16(), 1, WireLimits.ANNOUNCED_IDS);
        return new Message.Announce(topic, kind, Fields.readHashes(in, count));
    }

    private static void writeAnnounce(FrameWriter out, Message.Announce announce) {
        int count = FrameWriter.within(announce.ids().size(), 1, WireLimits.ANNOUNCED_IDS);
        out.hash(announce.topic()).u8(announce.kind().code()).u16(count);
        Fields.writeHashes(out, announce.ids());
    }

    private static Message.Graft readGraft(FrameReader in) {
        Hash topic = in.hash();
        boolean join = in.flag();
        int count = in.within(in.u8(), 0, WireLimits.GRAFTED_IDS);
        return new Message.Graft(topic, join, Fields.readHashes(in, count));
    }

    private static void writeGraft(FrameWriter out, Message.Graft graft) {
        int count = FrameWriter.within(graft.wanted().size(), 0, WireLimits.GRAFTED_IDS);
        out.hash(graft.topic()).flag(graft.join()).u8(count);
        Fields.writeHashes(out, graft.wanted());
    }
}
