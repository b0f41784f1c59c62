package network.ian.p2p.transport;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;

/** Notes each TLS record that the socket took, so that a long frame over a slow line is not mistaken for a standstill. */
@SuppressWarnings("FutureReturnValueIgnored") // Netty tells handlers what becomes of a write or a close
final class WriteProgress extends ChannelOutboundHandlerAdapter {

    private Link link;

    void watch(Link watched) {
        link = watched;
    }

    @Override
    public void write(ChannelHandlerContext ctx, Object record, ChannelPromise promise) {
        ChannelPromise noted = promise.unvoid();
        if (link != null) {
            noted.addListener(done -> link.progress());
        }
        ctx.write(record, noted);
    }
}
