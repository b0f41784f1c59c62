package network.ian.p2p.transport;

import io.netty.channel.EventLoopGroup;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.ServerSocketChannel;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import network.ian.core.runtime.NamedThreads;

/**
 * The kind of sockets that this machine has, and the event loops that move their bytes.
 *
 * @param server the class of listening sockets
 * @param client the class of connecting sockets
 */
record Sockets(
        EventLoopGroup loops, Class<? extends ServerSocketChannel> server, Class<? extends SocketChannel> client) {

    /** Epoll where it is present, else what the JDK has. */
    static Sockets best(int threads) {
        return Epoll.isAvailable()
                ? new Sockets(
                        loops(threads, EpollIoHandler.newFactory()),
                        EpollServerSocketChannel.class,
                        EpollSocketChannel.class)
                : portable(threads);
    }

    /** What every JDK has. */
    static Sockets portable(int threads) {
        return new Sockets(
                loops(threads, NioIoHandler.newFactory()), NioServerSocketChannel.class, NioSocketChannel.class);
    }

    private static EventLoopGroup loops(int threads, IoHandlerFactory handlers) {
        return new MultiThreadIoEventLoopGroup(threads, NamedThreads.daemon("p2p-io"), handlers);
    }
}
