package network.ian.p2p.transport;

import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.flush.FlushConsolidationHandler;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.ReferenceCountUtil;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;
import network.ian.core.crypto.SigningKey;
import network.ian.core.identity.NodeIdentity;
import network.ian.core.runtime.SystemEntropy;
import network.ian.core.runtime.WallClock;
import network.ian.p2p.wire.FrameCodec;
import network.ian.p2p.wire.FrameLimits;
import network.ian.p2p.wire.Message;

/**
 * Two ends of a connection as nodes make them, on loopback, in one process: TLS with its handshake, then a message again and
 * again as frames, or the same bytes without them. A class of the benchmarks, not of the module
 * {@code p2p}: it stands in that module's package because what it puts together is not public.
 */
public final class LoopbackStream implements AutoCloseable {

    private static final int FLUSHES_AT_ONCE = 64;
    private static final long LONGEST_SECONDS = 300;
    private static final Message HELLO =
            new Message.Hello(3, "benchmark", "ian/benchmark", 1, Optional.empty(), List.of());

    private final Sockets sockets = Sockets.best(2);
    private final PeerTls tls;
    private final Message message;
    private final int messageBytes;

    /**
     * Makes a certificate and TLS contexts.
     *
     * @param message to be sent
     */
    public LoopbackStream(Message message) throws GeneralSecurityException, SSLException {
        NodeIdentity identity = new NodeIdentity(SigningKey.generate(SystemEntropy.secureRandom()));
        NodeCertificate certificate = new NodeCertificate(
                NodeCertificate.keyOf(identity),
                NodeCertificate.issue(
                        identity, Instant.ofEpochMilli(WallClock.system().millis()), SystemEntropy.secureRandom()));
        this.tls = new PeerTls(certificate, ForkJoinPool.commonPool(), ShellLimits.defaults());
        this.message = message;
        this.messageBytes = FrameCodec.sizeOf(message);
    }

    /** Bytes of the message as a frame. */
    public int messageBytes() {
        return messageBytes;
    }

    /** Sends the message as often over a new connection; returns once the last byte has been read at the far end. */
    public void send(int times, boolean asFrames) throws Exception {
        CompletableFuture<Void> done = new CompletableFuture<>();
        Receiver receiver = new Receiver((long) times * messageBytes, done);
        Channel listener = listen(asFrames, receiver, done);
        Channel client =
                connect((InetSocketAddress) listener.localAddress(), asFrames, new Sender(times, asFrames), done);
        try {
            done.get(LONGEST_SECONDS, TimeUnit.SECONDS);
        } finally {
            client.close().syncUninterruptibly();
            listener.close().syncUninterruptibly();
        }
    }

    @Override
    public void close() {
        sockets.loops().shutdownGracefully(0, 1, TimeUnit.SECONDS).syncUninterruptibly();
    }

    private Channel listen(boolean asFrames, Receiver receiver, CompletableFuture<Void> done) {
        return new ServerBootstrap()
                .group(sockets.loops())
                .channel(sockets.server())
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childHandler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel channel) {
                        ChannelHandler[] then = asFrames
                                ? new ChannelHandler[] {new FrameDecoder(() -> FrameLimits.WIDEST), receiver}
                                : new ChannelHandler[] {receiver};
                        open(channel, tls.inbound(channel.alloc()), done, then);
                    }
                })
                .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                .syncUninterruptibly()
                .channel();
    }

    private Channel connect(InetSocketAddress to, boolean asFrames, Sender sender, CompletableFuture<Void> done) {
        return new Bootstrap()
                .group(sockets.loops())
                .channel(sockets.client())
                .option(ChannelOption.TCP_NODELAY, true)
                .handler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel channel) {
                        ChannelHandler[] then = asFrames
                                ? new ChannelHandler[] {new FrameEncoder(), sender}
                                : new ChannelHandler[] {sender};
                        open(channel, tls.outbound(channel.alloc()), done, then);
                    }
                })
                .connect(to)
                .syncUninterruptibly()
                .channel();
    }

    /** As {@link LinkOpener} does. */
    private static void open(
            SocketChannel channel, SslHandler handler, CompletableFuture<Void> done, ChannelHandler... then) {
        ChannelPipeline pipeline = channel.pipeline();
        pipeline.addLast(handler).addLast(new FlushConsolidationHandler(FLUSHES_AT_ONCE, true));
        Handshake handshake = new Handshake(
                key -> {
                    pipeline.addLast(then);
                    pipeline.remove(Handshake.class);
                },
                why -> done.completeExceptionally(new IllegalStateException(why)));
        pipeline.addLast(handshake);
    }

    /** Writes while the far end takes something. */
    @SuppressWarnings("FutureReturnValueIgnored") // the receiver finds out what did not come
    private final class Sender extends ChannelInboundHandlerAdapter {

        private final boolean asFrames;
        private int left;

        Sender(int times, boolean asFrames) {
            this.left = times;
            this.asFrames = asFrames;
        }

        @Override
        public void handlerAdded(ChannelHandlerContext ctx) {
            if (asFrames) {
                ctx.write(HELLO);
            }
            pump(ctx);
        }

        @Override
        public void channelWritabilityChanged(ChannelHandlerContext ctx) {
            pump(ctx);
        }

        private void pump(ChannelHandlerContext ctx) {
            while (left > 0 && ctx.channel().isWritable()) {
                left--;
                ctx.write(asFrames ? message : bytes(ctx));
            }
            ctx.flush();
        }

        /** A buffer filled anew each time, as a frame's is. */
        private ByteBuf bytes(ChannelHandlerContext ctx) {
            ByteBuf buffer = ctx.alloc().heapBuffer(messageBytes);
            buffer.writeZero(messageBytes);
            return buffer;
        }
    }

    /** Counts what comes. */
    private static final class Receiver extends ChannelInboundHandlerAdapter {

        private final CompletableFuture<Void> done;
        private long left;

        Receiver(long bytes, CompletableFuture<Void> done) {
            this.left = bytes;
            this.done = done;
        }

        @Override
        public void channelRead(ChannelHandlerContext ctx, Object found) {
            if (found instanceof FrameDecoder.Arrived arrived) {
                left -= arrived.message() instanceof Message.Hello ? 0 : arrived.bytes();
            } else if (found instanceof ByteBuf bytes) {
                left -= bytes.readableBytes();
                ReferenceCountUtil.release(bytes);
            } else {
                done.completeExceptionally(new IllegalStateException("malformed: " + found));
            }
            if (left <= 0) {
                done.complete(null);
            }
        }
    }
}
