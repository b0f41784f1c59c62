package network.ian.p2p.wire;

import java.nio.ByteBuffer;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.ToIntFunction;

/**
 * The bytes of one type of message after its type byte.
 *
 * @param of the record that holds such a message
 * @param size length of the payload in bytes, without encoding it
 */
record Layout<M extends Message>(
        Class<M> of, Function<FrameReader, M> read, BiConsumer<FrameWriter, M> write, ToIntFunction<M> size) {

    static Layout<? extends Message> of(MessageType type) {
        return switch (type) {
            case HELLO -> SessionLayouts.HELLO;
            case GOODBYE -> SessionLayouts.GOODBYE;
            case PING -> SessionLayouts.PING;
            case PONG -> SessionLayouts.PONG;
            case STATUS -> SessionLayouts.STATUS;
            case PUSH -> GossipLayouts.PUSH;
            case ANNOUNCE -> GossipLayouts.ANNOUNCE;
            case GRAFT -> GossipLayouts.GRAFT;
            case PRUNE -> GossipLayouts.PRUNE;
            case FETCH -> SyncLayouts.FETCH;
            case ENTRIES -> EntriesLayout.ENTRIES;
            case RECONCILE -> SyncLayouts.RECONCILE;
            case RECONCILE_END -> SyncLayouts.RECONCILE_END;
            case ASK_ROOTS -> SyncLayouts.ASK_ROOTS;
            case ROOTS -> SyncLayouts.ROOTS;
            case CHAIN_TIP -> FinalityLayouts.CHAIN_TIP;
            case ASK_CHAIN -> FinalityLayouts.ASK_CHAIN;
            case CHAIN -> FinalityLayouts.CHAIN;
            case ASK_PREFIX -> FinalityLayouts.ASK_PREFIX;
            case PREFIX -> FinalityLayouts.PREFIX;
            case ASK_PEERS -> SessionLayouts.ASK_PEERS;
            case PEERS -> SessionLayouts.PEERS;
        };
    }

    int sizeOf(Message message) {
        return size.applyAsInt(of.cast(message));
    }

    void encode(Message message, ByteBuffer out) {
        write.accept(new FrameWriter(out), of.cast(message));
    }

    Decoded decode(ByteBuffer payload) {
        FrameReader in = new FrameReader(payload);
        M message = read.apply(in);
        return in.fault() == null ? new Decoded.Understood(message) : new Decoded.Malformed(in.fault());
    }
}
