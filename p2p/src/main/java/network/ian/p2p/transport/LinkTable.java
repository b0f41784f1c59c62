package network.ian.p2p.transport;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import network.ian.p2p.peer.Peer;
import network.ian.p2p.port.Links;
import network.ian.p2p.port.PeerTelemetry;
import network.ian.p2p.protocol.PeerProtocol;
import network.ian.p2p.wire.FrameCodec;
import network.ian.p2p.wire.GoodbyeReason;
import network.ian.p2p.wire.Message;
import network.ian.p2p.wire.WireFault;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The open links. Carries events from the event loops to the protocol's thread, and its messages back. */
final class LinkTable implements Links {

    private static final Logger LOG = LoggerFactory.getLogger(LinkTable.class);
    private static final long STALL_CHECK_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final ProtocolThread thread;
    private final PeerTelemetry telemetry;
    private final Entering entering;
    /** Of the protocol's thread. */
    private final Map<Long, Link> links = new LinkedHashMap<>();

    private PeerProtocol protocol;
    private OwnAddress ownAddress;
    private boolean stopping;

    LinkTable(ProtocolThread thread, PeerTelemetry telemetry, Entering entering) {
        this.thread = thread;
        this.telemetry = telemetry;
        this.entering = entering;
    }

    /** Before the thread starts: whom to tell of links, and what learns from their near ends. */
    void start(PeerProtocol told, OwnAddress learning) {
        ownAddress = learning;
        protocol = told;
        thread.after(STALL_CHECK_NANOS, this::dropStalled);
    }

    /** On the thread: what opens from now on is closed at once. */
    void stop() {
        stopping = true;
    }

    /** On the thread: links that are open, lingering ones included. */
    int open() {
        return links.size();
    }

    /** On the thread: most bytes that wait for one far end. */
    long longestWait() {
        return links.values().stream().mapToLong(Link::waiting).max().orElse(0);
    }

    /** On the thread: ends what is still open. */
    void abortAll() {
        new ArrayList<>(links.values()).forEach(Link::abort);
    }

    @Override
    public void send(Peer peer, Message message) {
        Link link = links.get(peer.connection().link());
        if (link == null) {
            return;
        }
        int size = FrameCodec.sizeOf(message);
        switch (link.send(message, size)) {
            case QUEUED -> telemetry.sent(message.type(), size);
            // Later, because the caller may be in the middle of telling many peers.
            case OVERFULL -> tell(link, () -> tooSlow(link));
            case DROPPED -> {}
        }
    }

    @Override
    public boolean congested(Peer peer) {
        Link link = links.get(peer.connection().link());
        return link != null && link.congested();
    }

    @Override
    public void close(Peer peer, GoodbyeReason reason, String detail) {
        Link link = links.get(peer.connection().link());
        if (link == null || link.closing()) {
            return;
        }
        LOG.atDebug().addKeyValue("peer", peer).log("Link closed by this node: {}", reason.label());
        if (reason == GoodbyeReason.TOO_SLOW || reason == GoodbyeReason.CLOSED) {
            link.abort();
        } else {
            link.close(Message.Goodbye.saying(reason, detail));
        }
    }

    void opened(Link link) {
        tell(link, () -> {
            if (stopping) {
                link.abort();
                return;
            }
            links.put(link.number(), link);
            ownAddress.seen(link.local());
            protocol.connected(link.connection());
        });
    }

    void arrived(Link link, FrameDecoder.Arrived arrived) {
        tell(link, () -> {
            link.handled(arrived.bytes());
            if (!link.closing()) {
                protocol.received(link.number(), arrived.message(), arrived.bytes());
                if (!link.closing()) {
                    // The first frame that leaves a link open was a Hello that is accepted.
                    entering.leave(link.channel());
                }
            }
        });
    }

    void malformed(Link link, WireFault fault) {
        tell(link, () -> {
            if (!link.closing()) {
                protocol.malformed(link.number(), fault);
            }
        });
    }

    void closed(Link link) {
        tell(link, () -> {
            links.remove(link.number());
            protocol.closed(link.number());
        });
    }

    private void tooSlow(Link link) {
        if (!link.closing()) {
            protocol.tooSlow(link.number());
            link.abort();
        }
    }

    private void dropStalled() {
        thread.after(STALL_CHECK_NANOS, this::dropStalled);
        for (Link link : new ArrayList<>(links.values())) {
            if (link.stalled()) {
                tooSlow(link);
            }
        }
    }

    /** A fault of this node's own ends the link that showed it, and blames nobody. */
    @SuppressWarnings("CatchingUnchecked")
    private void tell(Link link, Runnable event) {
        thread.tell(() -> {
            try {
                event.run();
            } catch (Exception | Error e) {
                LOG.atError()
                        .setCause(e)
                        .addKeyValue("peer", link.connection().id())
                        .log("An event of a link could not be handled; the link is dropped");
                link.abort();
            }
        });
    }
}
