package network.ian.p2p.transport;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import network.ian.p2p.wire.Decoded;
import network.ian.p2p.wire.FrameCodec;
import network.ian.p2p.wire.FrameLimits;
import network.ian.p2p.wire.Message;
import network.ian.p2p.wire.MessageType;
import network.ian.p2p.wire.WireFault;
import network.ian.p2p.wire.WireLimits;

/**
 * Cuts what comes in into frames and decodes them. A frame's length and type are judged by its first five bytes, before any
 * more of it is kept. After a fault nothing more is read: the rest of the stream has no meaning.
 */
final class FrameDecoder extends ByteToMessageDecoder {

    private static final int FIRST_BYTES = WireLimits.LENGTH_BYTES + 1;

    private final Supplier<FrameLimits> limits;
    private boolean greeted;
    private boolean broken;

    /** @param limits as they are when a frame begins: they grow with the node's goals */
    FrameDecoder(Supplier<FrameLimits> limits) {
        this.limits = limits;
    }

    /** A frame, whole and well-formed. */
    record Arrived(Message message, int bytes) {}

    @Override
    protected void decode(ChannelHandlerContext ctx, ByteBuf in, List<Object> out) {
        if (broken) {
            in.skipBytes(in.readableBytes());
            return;
        }
        if (in.readableBytes() < FIRST_BYTES) {
            return;
        }
        int length = in.getInt(in.readerIndex());
        int type = in.getUnsignedByte(in.readerIndex() + WireLimits.LENGTH_BYTES);
        Optional<WireFault> refused = limits.get().refuses(length, type).or(() -> tooEarly(type));
        if (refused.isPresent()) {
            broken(in, out, refused.get());
            return;
        }
        int whole = WireLimits.LENGTH_BYTES + length;
        if (in.readableBytes() >= whole) {
            take(in, out, whole);
        }
    }

    private void take(ByteBuf in, List<Object> out, int whole) {
        int start = in.readerIndex() + WireLimits.LENGTH_BYTES;
        Decoded decoded = FrameCodec.decode(in.nioBuffer(start, whole - WireLimits.LENGTH_BYTES));
        if (decoded instanceof Decoded.Understood understood) {
            in.skipBytes(whole);
            greeted = true;
            out.add(new Arrived(understood.message(), whole));
        } else {
            broken(in, out, ((Decoded.Malformed) decoded).fault());
        }
    }

    /** Whoever has said nothing yet shall not make this node hold a long frame. */
    private Optional<WireFault> tooEarly(int type) {
        boolean first = type == MessageType.HELLO.code() || type == MessageType.GOODBYE.code();
        return greeted || first ? Optional.empty() : Optional.of(WireFault.UNKNOWN_TYPE);
    }

    private void broken(ByteBuf in, List<Object> out, WireFault fault) {
        broken = true;
        in.skipBytes(in.readableBytes());
        out.add(fault);
    }
}
