package network.ian.p2p.transport;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.socket.SocketChannel;
import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import network.ian.core.config.HostPort;
import network.ian.core.runtime.WorkerPool;
import network.ian.p2p.peer.Direction;
import network.ian.p2p.port.Dialing;

/** Opens connections. Names are looked up on a pool of their own, because the system's resolver may block for long. */
@SuppressWarnings("FutureReturnValueIgnored") // Netty tells handlers what becomes of a write or a close
final class Dialler implements Dialing {

    private static final int MAX_DIALS = 128;

    private final Bootstrap bootstrap;
    private final LinkOpener opener;
    private final ProtocolThread thread;
    private final WorkerPool names;
    /** Of the protocol's thread. */
    private int dials;

    Dialler(Sockets sockets, ShellLimits limits, LinkOpener opener, ProtocolThread thread, WorkerPool names) {
        this.opener = opener;
        this.thread = thread;
        this.names = names;
        this.bootstrap = new Bootstrap()
                .group(sockets.loops())
                .channel(sockets.client())
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, limits.connectMillis())
                .option(ChannelOption.TCP_NODELAY, true)
                .option(ChannelOption.SO_KEEPALIVE, true);
    }

    @Override
    public void dial(HostPort address, Consumer<String> failed) {
        if (dials >= MAX_DIALS) {
            thread.tell(() -> failed.accept("too many connections are being opened"));
            return;
        }
        dials++;
        InetAddress literal = NetUtil.createInetAddressFromIpAddressString(address.host());
        if (literal != null) {
            connect(new InetSocketAddress(literal, address.port()), failed);
            return;
        }
        resolve(address.host(), found -> {
            if (found.isEmpty()) {
                dials--;
                failed.accept("unknown host");
            } else {
                connect(new InetSocketAddress(found.get(0), address.port()), failed);
            }
        });
    }

    @Override
    public void resolve(String host, Consumer<List<InetAddress>> resolved) {
        boolean taken = names.offer(() -> {
            List<InetAddress> found = addresses(host);
            thread.tell(() -> resolved.accept(found));
        });
        if (!taken) {
            thread.tell(() -> resolved.accept(List.of()));
        }
    }

    private void connect(InetSocketAddress address, Consumer<String> told) {
        AtomicBoolean over = new AtomicBoolean();
        Consumer<String> failed = words -> {
            if (over.compareAndSet(false, true)) {
                thread.tell(() -> told.accept(words));
            }
        };
        bootstrap
                .clone()
                .handler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel channel) {
                        // TLS follows once TCP stands; before that nothing needs a handler.
                        opener.open(channel, Direction.OUTBOUND, failed);
                    }
                })
                .connect(address)
                .addListener(done -> {
                    thread.tell(() -> dials--);
                    if (!done.isSuccess()) {
                        failed.accept(Failure.words(done.cause()));
                    }
                });
    }

    private static List<InetAddress> addresses(String host) {
        try {
            return List.of(InetAddress.getAllByName(host));
        } catch (UnknownHostException e) {
            return List.of();
        }
    }
}
