package network.ian.tau.devnode;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import network.ian.core.runtime.NamedThreads;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes connections, at most {@link #MAX_CONNECTIONS} at a time, each with a thread of its own. */
final class Listener implements AutoCloseable {

    static final int MAX_CONNECTIONS = 64;

    private static final Logger LOG = LoggerFactory.getLogger(Listener.class);
    private static final int BACKLOG = 64;
    private static final long IDLE_SECONDS = 10;

    private final InetAddress address;
    private final Consumer<Socket> serve;
    private final NamedThreads acceptors = NamedThreads.daemon("tau-dev-node");
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final ThreadPoolExecutor threads = new ThreadPoolExecutor(
            0,
            MAX_CONNECTIONS,
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new SynchronousQueue<>(),
            NamedThreads.daemon("tau-dev-connection"));
    private ServerSocket server;
    private Thread acceptor;

    private Listener(InetAddress address, Consumer<Socket> serve) {
        this.address = address;
        this.serve = serve;
    }

    /** Listens from now on; each connection is given to {@code serve}, which closes it. */
    static Listener open(InetSocketAddress address, Consumer<Socket> serve) throws IOException {
        Listener listener = new Listener(address.getAddress(), serve);
        try {
            listener.server = listener.listen(address.getPort());
        } catch (IOException e) {
            listener.threads.shutdown();
            throw e;
        }
        return listener;
    }

    synchronized int port() {
        return server.getLocalPort();
    }

    /** Refuses connections and cuts those that there are, as a stopped node does. */
    synchronized void down() throws IOException {
        server.close();
        awaitAcceptor();
        for (Socket socket : open) {
            socket.close();
        }
    }

    /** Undoes {@link #down}, on the same port. */
    synchronized void up() throws IOException {
        if (server.isClosed()) {
            server = listen(server.getLocalPort());
        }
    }

    @Override
    public void close() throws IOException {
        down();
        threads.shutdownNow();
    }

    private ServerSocket listen(int port) throws IOException {
        ServerSocket fresh = new ServerSocket();
        try {
            fresh.setReuseAddress(true);
            fresh.bind(new InetSocketAddress(address, port), BACKLOG);
        } catch (IOException e) {
            fresh.close();
            throw e;
        }
        acceptor = acceptors.newThread(() -> acceptAll(fresh));
        acceptor.start();
        return fresh;
    }

    /** The system keeps the port open until the accept that was under way has ended. */
    private void awaitAcceptor() {
        try {
            acceptor.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void acceptAll(ServerSocket from) {
        while (!from.isClosed()) {
            try {
                take(from.accept(), from);
            } catch (IOException e) {
                if (!from.isClosed()) {
                    LOG.atError().setCause(e).log("The Tau stand-in takes no more connections");
                    return;
                }
            }
        }
    }

    private void take(Socket socket, ServerSocket from) throws IOException {
        open.add(socket);
        try {
            threads.execute(() -> {
                try {
                    serve.accept(socket);
                } finally {
                    open.remove(socket);
                }
            });
        } catch (RejectedExecutionException tooMany) {
            open.remove(socket);
            socket.close();
        }
        if (from.isClosed()) {
            socket.close();
        }
    }
}
