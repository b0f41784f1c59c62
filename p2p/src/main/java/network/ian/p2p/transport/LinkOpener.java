package network.ian.p2p.transport;

import io.netty.channel.ChannelPipeline;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.flush.FlushConsolidationHandler;
import io.netty.handler.ssl.SslHandler;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Supplier;
import network.ian.core.codec.Bytes;
import network.ian.core.crypto.Sha256;
import network.ian.core.runtime.MonotonicClock;
import network.ian.p2p.peer.Direction;
import network.ian.p2p.peer.Peer;
import network.ian.p2p.wire.FrameLimits;

/** Turns a connected socket into a link: TLS, frames, messages. */
@SuppressWarnings("FutureReturnValueIgnored") // Netty tells handlers what becomes of a write or a close
final class LinkOpener {

    private static final int FLUSHES_AT_ONCE = 64;

    private final PeerTls tls;
    private final Supplier<FrameLimits> frames;
    private final ShellLimits limits;
    private final LinkTable links;
    private final MonotonicClock ticker;
    private final Clock clock;
    private final AtomicLong numbers = new AtomicLong();

    LinkOpener(
            PeerTls tls,
            Supplier<FrameLimits> frames,
            ShellLimits limits,
            LinkTable links,
            MonotonicClock ticker,
            Clock clock) {
        this.tls = tls;
        this.frames = frames;
        this.limits = limits;
        this.links = links;
        this.ticker = ticker;
        this.clock = clock;
    }

    /** On the event loop. {@code failed} hears at most once, and never after the link table has heard of the link. */
    void open(SocketChannel channel, Direction direction, Consumer<String> failed) {
        SslHandler handler =
                direction == Direction.INBOUND ? tls.inbound(channel.alloc()) : tls.outbound(channel.alloc());
        WriteProgress progress = new WriteProgress();
        channel.pipeline()
                .addLast(progress)
                .addLast(handler)
                .addLast(new FlushConsolidationHandler(FLUSHES_AT_ONCE, true))
                .addLast(new Handshake(key -> link(channel, direction, key, progress), failed));
    }

    private void link(SocketChannel channel, Direction direction, Bytes key, WriteProgress progress) {
        InetSocketAddress far = channel.remoteAddress();
        if (far == null) {
            channel.close();
            return;
        }
        Peer.Connection connection = new Peer.Connection(
                numbers.incrementAndGet(),
                Sha256.of(key.view()),
                key,
                direction,
                far.getAddress(),
                far.getPort(),
                ticker.nanos(),
                clock.millis());
        Link link = new Link(channel, connection, limits, ticker);
        progress.watch(link);
        ChannelPipeline pipeline = channel.pipeline();
        pipeline.addLast(new FrameDecoder(frames), new FrameEncoder(), new LinkHandler(link, links));
        links.opened(link);
        pipeline.remove(Handshake.class);
    }
}
