package network.ian.p2p.wire;

import java.util.List;
import java.util.Optional;

/** Layouts of the messages about the connection, the sender and other nodes. */
final class SessionLayouts {

    static final Layout<Message.Hello> HELLO = new Layout<>(
            Message.Hello.class, SessionLayouts::readHello, SessionLayouts::writeHello, SessionLayouts::sizeOfHello);

    static final Layout<Message.Goodbye> GOODBYE = new Layout<>(
            Message.Goodbye.class,
            SessionLayouts::readGoodbye,
            SessionLayouts::writeGoodbye,
            goodbye -> 2 + WireText.utf8Length(goodbye.detail()));

    static final Layout<Message.Ping> PING = new Layout<>(
            Message.Ping.class, in -> new Message.Ping(in.i64()), (out, ping) -> out.i64(ping.nonce()), ping -> 8);

    static final Layout<Message.Pong> PONG = new Layout<>(
            Message.Pong.class, in -> new Message.Pong(in.i64()), (out, pong) -> out.i64(pong.nonce()), pong -> 8);

    static final Layout<Message.Status> STATUS = new Layout<>(
            Message.Status.class,
            in -> new Message.Status(Fields.readHeads(in, 1)),
            (out, status) -> Fields.writeHeads(out, status.heads(), 1),
            status -> sizeOfHeads(status.heads()));

    static final Layout<Message.AskPeers> ASK_PEERS =
            new Layout<>(Message.AskPeers.class, in -> new Message.AskPeers(), (out, ask) -> {}, ask -> 0);

    static final Layout<Message.Peers> PEERS = new Layout<>(
            Message.Peers.class,
            in -> new Message.Peers(Fields.readAddresses(in)),
            (out, peers) -> Fields.writeAddresses(out, peers.records()),
            peers -> Fields.sizeOf(peers.records()));

    private SessionLayouts() {}

    private static Message.Hello readHello(FrameReader in) {
        int protocol = in.u16();
        String networkId = in.ascii(in.within(in.u8(), 1, WireLimits.NETWORK_ID_BYTES), WireText::isNetworkId);
        String agent = in.text(in.within(in.u16(), 0, WireLimits.AGENT_BYTES), WireText::isAgent);
        long timeMs = in.i64();
        Optional<AddressRecord> address = in.flag() ? Optional.of(Fields.readAddress(in)) : Optional.empty();
        return new Message.Hello(protocol, networkId, agent, timeMs, address, Fields.readHeads(in, 0));
    }

    private static void writeHello(FrameWriter out, Message.Hello hello) {
        String networkId = hello.networkId();
        FrameWriter.require(WireText.isNetworkId(networkId), "no network id");
        FrameWriter.require(WireText.isAgent(hello.agent()), "no printable name of 0 to 64 characters");
        out.u16(hello.protocol())
                .u8(FrameWriter.within(networkId.length(), 1, WireLimits.NETWORK_ID_BYTES))
                .text(networkId)
                .u16(WireText.utf8Length(hello.agent()))
                .text(hello.agent())
                .i64(hello.timeMs())
                .flag(hello.address().isPresent());
        hello.address().ifPresent(address -> Fields.writeAddress(out, address));
        Fields.writeHeads(out, hello.heads(), 0);
    }

    private static int sizeOfHello(Message.Hello hello) {
        return 2
                + 1
                + hello.networkId().length()
                + 2
                + WireText.utf8Length(hello.agent())
                + 8
                + 1
                + hello.address().map(Fields::sizeOf).orElse(0)
                + sizeOfHeads(hello.heads());
    }

    private static int sizeOfHeads(List<Head> heads) {
        return 2 + heads.size() * WireLimits.HEAD_BYTES;
    }

    private static Message.Goodbye readGoodbye(FrameReader in) {
        Optional<GoodbyeReason> reason = GoodbyeReason.ofCode(in.u8());
        if (reason.isEmpty()) {
            in.broken(WireFault.FIELD_VALUE);
        }
        return new Message.Goodbye(
                reason.orElse(GoodbyeReason.CLOSED),
                in.text(in.within(in.u8(), 0, WireLimits.DETAIL_BYTES), WireText::isDetail));
    }

    private static void writeGoodbye(FrameWriter out, Message.Goodbye goodbye) {
        FrameWriter.require(goodbye.reason() != GoodbyeReason.CLOSED, "a reason for silence");
        FrameWriter.require(WireText.isDetail(goodbye.detail()), "no printable text");
        out.u8(goodbye.reason().code())
                .u8(WireText.utf8Length(goodbye.detail()))
                .text(goodbye.detail());
    }
}
