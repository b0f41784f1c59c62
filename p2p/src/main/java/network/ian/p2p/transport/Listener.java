package network.ian.p2p.transport;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.socket.SocketChannel;
import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import network.ian.p2p.peer.Direction;

/** Accepts connections, as many as may be entering at a time. */
@SuppressWarnings("FutureReturnValueIgnored") // Netty tells handlers what becomes of a write or a close
final class Listener {

    private static final int BACKLOG = 256;

    private final Channel channel;

    private Listener(Channel channel) {
        this.channel = channel;
    }

    /**
     * Listens from now on.
     *
     * @param port 0 for any free one
     * @throws IOException naming the address if it cannot be listened on
     */
    static Listener open(Sockets sockets, String host, int port, LinkOpener opener, Entering entering)
            throws IOException {
        ServerBootstrap bootstrap = new ServerBootstrap()
                .group(sockets.loops())
                .channel(sockets.server())
                .option(ChannelOption.SO_BACKLOG, BACKLOG)
                .option(ChannelOption.SO_REUSEADDR, true)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childOption(ChannelOption.SO_KEEPALIVE, true)
                .childHandler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel accepted) {
                        accept(accepted, opener, entering);
                    }
                });
        ChannelFuture bound = bootstrap.bind(new InetSocketAddress(host, port)).awaitUninterruptibly();
        if (!bound.isSuccess()) {
            // The native transport's own exception is another one than the JDK's.
            BindException refused = new BindException("p2p.listen_host and p2p.port: cannot listen on " + host + ":"
                    + port + ": " + bound.cause().getMessage());
            refused.initCause(bound.cause());
            throw refused;
        }
        return new Listener(bound.channel());
    }

    private static void accept(SocketChannel accepted, LinkOpener opener, Entering entering) {
        InetSocketAddress far = accepted.remoteAddress();
        if (far == null || !entering.enter(accepted, far.getAddress())) {
            accepted.close();
            return;
        }
        accepted.closeFuture().addListener(closed -> entering.leave(accepted));
        opener.open(accepted, Direction.INBOUND, failed -> {});
    }

    InetSocketAddress address() {
        return (InetSocketAddress) channel.localAddress();
    }

    void close() {
        channel.close().awaitUninterruptibly();
    }
}
