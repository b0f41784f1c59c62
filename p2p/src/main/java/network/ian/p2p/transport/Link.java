package network.ian.p2p.transport;

import io.netty.channel.Channel;
import io.netty.handler.codec.EncoderException;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import network.ian.core.runtime.MonotonicClock;
import network.ian.p2p.peer.Peer;
import network.ian.p2p.wire.Message;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One connection with TLS up, and what waits in both directions. Each direction has its own bound: a far end that takes
 * nothing is given up, one that sends too much is not read from.
 */
@SuppressWarnings("FutureReturnValueIgnored") // Netty tells handlers what becomes of a write or a close
final class Link {

    private static final Logger LOG = LoggerFactory.getLogger(Link.class);
    /** What a decoded message costs beside its bytes. */
    private static final int MESSAGE_OVERHEAD = 256;

    private final Channel channel;
    private final Peer.Connection connection;
    private final ShellLimits limits;
    private final MonotonicClock ticker;
    private final AtomicLong outbound = new AtomicLong();
    private final AtomicLong inbound = new AtomicLong();
    private volatile long progressNanos;
    private volatile boolean closing;
    private volatile boolean farewell;
    /** Of the protocol's thread. */
    private boolean overfull;

    /** What became of a message. */
    enum Sent {
        QUEUED,
        DROPPED,
        /** Said once: the far end takes too little and is to be given up. */
        OVERFULL
    }

    Link(Channel channel, Peer.Connection connection, ShellLimits limits, MonotonicClock ticker) {
        this.channel = channel;
        this.connection = connection;
        this.limits = limits;
        this.ticker = ticker;
        this.progressNanos = ticker.nanos();
    }

    long number() {
        return connection.link();
    }

    Peer.Connection connection() {
        return connection;
    }

    Channel channel() {
        return channel;
    }

    /** The near end's address. */
    InetSocketAddress local() {
        return (InetSocketAddress) channel.localAddress();
    }

    /** Whether this side has said Goodbye, or given up. */
    boolean closing() {
        return closing;
    }

    /** Bytes that wait to be written. */
    long waiting() {
        return outbound.get();
    }

    boolean congested() {
        return outbound.get() > limits.congestedBytes();
    }

    /** On the protocol's thread: queues a message of {@code size} bytes, or finds that too much waits already. */
    Sent send(Message message, int size) {
        if (closing || overfull) {
            return Sent.DROPPED;
        }
        long before = outbound.get();
        if (before > 0 && before + size > limits.maxOutboundBytes()) {
            overfull = true;
            return Sent.OVERFULL;
        }
        if (before == 0) {
            progressNanos = ticker.nanos();
        }
        outbound.addAndGet(size);
        channel.writeAndFlush(message).addListener(done -> {
            outbound.addAndGet(-size);
            if (done.cause() instanceof EncoderException fault) {
                LOG.atError().setCause(fault).log("A message of this node's own could not be encoded");
            }
        });
        return Sent.QUEUED;
    }

    /** Some bytes went out. */
    void progress() {
        progressNanos = ticker.nanos();
    }

    /** Whether bytes wait and the far end has taken none for too long. */
    boolean stalled() {
        return outbound.get() > 0
                && ticker.nanos() - progressNanos > TimeUnit.MILLISECONDS.toNanos(limits.stallMillis());
    }

    /** On the event loop: a message is on its way to the protocol's thread. */
    void arrived(int bytes) {
        if (inbound.addAndGet(bytes + MESSAGE_OVERHEAD) > limits.maxInboundBytes()) {
            channel.config().setAutoRead(false);
            // All may have been handled before the line above.
            resumeIfDrained(inbound.get());
        }
    }

    /** On the protocol's thread: a message was handled. */
    void handled(int bytes) {
        resumeIfDrained(inbound.addAndGet(-bytes - MESSAGE_OVERHEAD));
    }

    private void resumeIfDrained(long waiting) {
        if (waiting <= limits.maxInboundBytes() / 2 && !channel.config().isAutoRead()) {
            channel.config().setAutoRead(true);
        }
    }

    /** Bytes that wait for the protocol's thread. */
    long unhandled() {
        return inbound.get();
    }

    /** The far end has said Goodbye: it waits for nothing more. */
    void farewell() {
        farewell = true;
    }

    /**
     * Says Goodbye, gives the far end a moment to read it, and closes. What comes in meanwhile is discarded, because closing
     * a socket with unread bytes makes TCP throw away what it has not delivered yet (RFC 1122 section 4.2.2.13).
     */
    void close(Message.Goodbye goodbye) {
        if (closing) {
            return;
        }
        closing = true;
        if (farewell) {
            channel.close();
            return;
        }
        channel.config().setAutoRead(true);
        channel.writeAndFlush(goodbye);
        channel.eventLoop().schedule(() -> channel.close(), limits.lingerMillis(), TimeUnit.MILLISECONDS);
    }

    /** Closes without a word: the far end takes nothing, or this node erred. */
    void abort() {
        closing = true;
        channel.close();
    }
}
