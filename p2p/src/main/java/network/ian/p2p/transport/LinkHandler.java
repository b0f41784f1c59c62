package network.ian.p2p.transport;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import network.ian.p2p.wire.Message;
import network.ian.p2p.wire.WireFault;

/** Passes on what the frame decoder found, and the end of the connection. */
@SuppressWarnings("FutureReturnValueIgnored") // Netty tells handlers what becomes of a write or a close
final class LinkHandler extends ChannelInboundHandlerAdapter {

    private final Link link;
    private final LinkTable links;

    LinkHandler(Link link, LinkTable links) {
        this.link = link;
        this.links = links;
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object found) {
        if (found instanceof FrameDecoder.Arrived arrived) {
            if (arrived.message() instanceof Message.Goodbye) {
                link.farewell();
            }
            if (!link.closing()) {
                link.arrived(arrived.bytes());
                links.arrived(link, arrived);
            } else if (arrived.message() instanceof Message.Goodbye) {
                ctx.close();
            }
        } else {
            links.malformed(link, (WireFault) found);
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        links.closed(link);
    }

    /** A broken connection, or TLS records that are none: nothing that the far end could still read. */
    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        ctx.close();
    }
}
