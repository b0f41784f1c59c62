package network.ian.p2p.transport;

import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import network.ian.core.runtime.WorkerPool;

/**
 * The threads beside the protocol's own.
 *
 * @param signing makes and checks the signatures of TLS handshakes
 * @param names looks up names
 * @param readers reads entries from disk
 */
record ShellParts(Sockets sockets, WorkerPool signing, WorkerPool names, WorkerPool readers) {

    private static final int IO_THREADS = 2;
    private static final int SHUTDOWN_MILLIS = 300;

    static ShellParts start() {
        return new ShellParts(
                Sockets.best(IO_THREADS),
                new WorkerPool("p2p-tls", 2, 1_024),
                new WorkerPool("p2p-names", 2, 64),
                new WorkerPool("p2p-read", 2, 1_024));
    }

    /** Refuses with an exception, as TLS expects it, and that handshake fails. */
    Executor handshakes() {
        return task -> {
            if (!signing.offer(task)) {
                throw new RejectedExecutionException("too many handshakes at once");
            }
        };
    }

    void close() {
        // Sockets first: what is left of handshakes and reads has nobody to answer.
        sockets.loops()
                .shutdownGracefully(0, SHUTDOWN_MILLIS, TimeUnit.MILLISECONDS)
                .awaitUninterruptibly();
        signing.close(Duration.ZERO);
        names.close(Duration.ZERO);
        readers.close(Duration.ZERO);
    }
}
