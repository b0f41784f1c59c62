package network.ian.p2p.transport;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.MessageToByteEncoder;
import network.ian.p2p.wire.FrameCodec;
import network.ian.p2p.wire.Message;

/** Encodes messages into buffers of exactly their size, on the event loop, so that the protocol's thread need not. */
final class FrameEncoder extends MessageToByteEncoder<Message> {

    FrameEncoder() {
        super(Message.class);
    }

    @Override
    protected ByteBuf allocateBuffer(ChannelHandlerContext ctx, Message message, boolean preferDirect) {
        return ctx.alloc().heapBuffer(FrameCodec.sizeOf(message));
    }

    @Override
    protected void encode(ChannelHandlerContext ctx, Message message, ByteBuf out) {
        int size = FrameCodec.sizeOf(message);
        FrameCodec.encode(message, out.nioBuffer(out.writerIndex(), size));
        out.writerIndex(out.writerIndex() + size);
    }
}
