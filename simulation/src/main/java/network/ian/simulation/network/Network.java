package network.ian.simulation.network;

import java.util.ArrayDeque;
import java.util.List;
import java.util.SplittableRandom;
import network.ian.p2p.wire.GoodbyeReason;
import network.ian.p2p.wire.Message;
import network.ian.simulation.event.InvariantViolation;
import network.ian.simulation.event.Timeline;
import network.ian.simulation.event.Trace.Kind;
import network.ian.simulation.measure.Expulsions;
import network.ian.simulation.measure.Traffic;

/** Moves messages along links, and breaks links. */
public final class Network {

    /** Bytes on the way that the buffers of both machines' kernels hold. */
    static final long KERNEL_BYTES = 256 * 1024;
    /** Bytes waiting at the sender from which a link counts as congested. */
    static final long LOW_WATER = 64 * 1024;
    /** Bytes waiting at the sender at which a slow reader is dropped. */
    static final long MOST_WAITING = 1024 * 1024;

    private static final long LATEST_RETRY_NANOS = 10_000_000_000L;

    private final Timeline timeline;
    private final Weather weather;
    private final Wire wire;
    private final Traffic traffic;
    private final Expulsions expulsions;
    private final LinkList links = new LinkList();
    private boolean parted;

    public Network(Timeline timeline, Weather weather, Wire wire, Traffic traffic, Expulsions expulsions) {
        this.timeline = timeline;
        this.weather = weather;
        this.wire = wire;
        this.traffic = traffic;
        this.expulsions = expulsions;
    }

    /** Sends a message from the end that is called {@code name}; lost if that end is closed. */
    public void send(long name, Message message) {
        Link link = links.named(name);
        int from = (int) (name & 1);
        if (link == null || !link.end(from).open) {
            traffic.dropped(1);
            return;
        }
        int bytes = wire.sizeOf(message);
        int toEnd = 1 - from;
        Link.End to = link.end(toEnd);
        long out = link.host(from).transmit(timeline.nanos(), bytes);
        long in = Math.max(to.lastArrival, out + weather.travel(link.latencyNanos(), bytes));
        to.lastArrival = in + link.host(toEnd).readNanos(bytes);
        to.unread += bytes;
        timeline.at(to.lastArrival, new Delivery(this, link, toEnd, message, bytes));
        if (to.unread - bytes <= KERNEL_BYTES + MOST_WAITING && to.unread > KERNEL_BYTES + MOST_WAITING) {
            tellTooSlow(link, from);
        }
        if (link.end(from).farEndIsGone && reachable(link.host(from), link.host(toEnd))) {
            timeline.after(2 * link.latencyNanos(), () -> hangUp(link, from));
        }
    }

    /** Whether what waits at the sender is more than the low-water mark. */
    public boolean congested(long name) {
        Link link = links.named(name);
        return link != null && link.end(1 - (int) (name & 1)).unread > KERNEL_BYTES + LOW_WATER;
    }

    /** Says Goodbye and closes; the process hears of it later. */
    public void close(long name, GoodbyeReason reason, String detail) {
        Link link = links.named(name);
        int end = (int) (name & 1);
        if (link == null || !link.end(end).open) {
            return;
        }
        if (reason == GoodbyeReason.BANNED) {
            expulsions.banned(link.host(end).index(), link.host(1 - end).index());
        }
        send(name, new Message.Goodbye(reason, detail));
        shut(link, end);
        Host host = link.host(end);
        int incarnation = host.incarnation();
        timeline.after(0, () -> {
            if (host.incarnation() == incarnation) {
                host.process().closed(name);
            }
        });
    }

    /** Ends a host's process without a word to it. */
    public void crash(Host host, boolean powerLost) {
        timeline.record(Kind.CRASHED, host.index(), powerLost ? 1 : 0);
        List<Link> open = List.copyOf(host.links());
        host.halt(powerLost);
        open.forEach(link -> shut(link, link.host(0) == host ? 0 : 1));
    }

    /** Breaks one of the links, drawn by {@code random}: what is on the way is lost, both ends hear of it. */
    public void reset(SplittableRandom random) {
        if (links.size() == 0) {
            return;
        }
        Link link = links.get(random.nextInt(links.size()));
        timeline.record(Kind.RESET, link.nameAt(0), 0);
        link.breakDown();
        timeline.after(0, () -> hangUp(link, 0));
        timeline.after(link.latencyNanos(), () -> hangUp(link, 1));
    }

    /** From now on nothing passes between hosts of different sides. */
    public void part() {
        timeline.record(Kind.PARTED, 0, 0);
        parted = true;
    }

    /** The sides can talk again; connections that both ends still hold go on, some time later. */
    public void heal() {
        timeline.record(Kind.HEALED, 0, 0);
        parted = false;
        for (int i = 0; i < links.size(); i++) {
            release(links.get(i).end(0));
            release(links.get(i).end(1));
        }
    }

    /** Links with at least one open end. */
    public int links() {
        return links.size();
    }

    /** Whether packets pass between two machines now. */
    boolean reachable(Host one, Host other) {
        return one.powered() && other.powered() && !(parted && one.side() != other.side());
    }

    Link open(Host dialler, Host listener, long latencyNanos) {
        return links.open(dialler, listener, latencyNanos);
    }

    void arrive(Delivery delivery) {
        Link link = delivery.link();
        Link.End end = link.end(delivery.toEnd());
        Host receiver = link.host(delivery.toEnd());
        if (link.broken() || !end.open) {
            end.unread -= delivery.bytes();
            traffic.dropped(1);
            timeline.record(Kind.LOST, receiver.index(), link.number());
        } else if (!reachable(link.host(0), link.host(1))) {
            stall(end, delivery);
        } else if (timeline.nanos() < end.heldUntil) {
            timeline.at(end.heldUntil, delivery);
        } else {
            end.unread -= delivery.bytes();
            deliver(link, receiver, delivery);
        }
    }

    private void deliver(Link link, Host receiver, Delivery delivery) {
        if (!receiver.up()) {
            throw new InvariantViolation("a message reached " + receiver + ", which is down");
        }
        timeline.record(
                Kind.DELIVERED,
                receiver.index(),
                ((long) delivery.message().type().code() << 32) | delivery.bytes());
        if (receiver.honest()) {
            traffic.received(delivery.message(), delivery.bytes());
        }
        receiver.process().received(link.nameAt(delivery.toEnd()), wire.travel(delivery.message()), delivery.bytes());
    }

    private void stall(Link.End end, Delivery delivery) {
        timeline.record(
                Kind.STALLED,
                delivery.link().host(delivery.toEnd()).index(),
                delivery.link().number());
        if (end.stalled == null) {
            end.stalled = new ArrayDeque<>();
        }
        end.stalled.add(delivery);
    }

    // Everything that was sent before the heal arrives at heldUntil, in order; what is sent later comes after it.
    private void release(Link.End end) {
        if (end.stalled == null) {
            return;
        }
        long retry = timeline.nanos() + weather.random().nextLong(LATEST_RETRY_NANOS);
        end.heldUntil = Math.max(retry, end.lastArrival + 1);
        end.lastArrival = end.heldUntil + 1;
        end.stalled.forEach(delivery -> timeline.at(end.heldUntil, delivery));
        end.stalled = null;
    }

    private void shut(Link link, int end) {
        detach(link, end);
        int far = 1 - end;
        if (!link.end(far).open) {
            return;
        }
        if (reachable(link.host(0), link.host(1))) {
            long afterData = Math.max(link.end(far).lastArrival, timeline.nanos() + link.latencyNanos());
            timeline.at(afterData, () -> farEndClosed(link, far));
        } else {
            link.end(far).farEndIsGone = true;
        }
    }

    private void farEndClosed(Link link, int end) {
        if (reachable(link.host(0), link.host(1))) {
            hangUp(link, end);
        } else {
            link.end(end).farEndIsGone = true;
        }
    }

    private void hangUp(Link link, int end) {
        if (link.end(end).open) {
            detach(link, end);
            timeline.record(Kind.CLOSED, link.host(end).index(), link.number());
            link.host(end).process().closed(link.nameAt(end));
        }
    }

    private void detach(Link link, int end) {
        link.end(end).open = false;
        link.host(end).links().remove(link);
        if (link.end(end).stalled != null) {
            traffic.dropped(link.end(end).stalled.size());
            link.end(end).stalled = null;
        }
        if (link.dead()) {
            links.remove(link);
        }
    }

    private void tellTooSlow(Link link, int end) {
        timeline.after(0, () -> {
            if (link.end(end).open) {
                link.host(end).process().tooSlow(link.nameAt(end));
            }
        });
    }
}
