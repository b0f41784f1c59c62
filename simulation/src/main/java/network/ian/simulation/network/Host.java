package network.ian.simulation.network;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import network.ian.core.codec.Bytes;
import network.ian.core.config.HostPort;
import network.ian.core.crypto.Hash;

/** A machine: address, place, uplink, and the process that runs on it, if one does. */
public final class Host {

    private static final double NANOS_PER_SECOND = 1e9;

    private final int index;
    private final Place place;
    private final boolean honest;
    private final List<Link> links = new ArrayList<>();
    private NodeUnderTest process;
    private int incarnation;
    private boolean powered = true;
    private int side;
    private long skewMs;
    private long uplinkFreeAt;
    private double readNanosPerByte;

    /**
     * Who and where a machine is.
     *
     * @param publicKey 32 bytes; {@code id} is their SHA-256
     * @param region index of the region that decides about latency
     * @param upstreamBytesPerSecond how fast it can send
     */
    public record Place(
            Hash id,
            Bytes publicKey,
            InetAddress address,
            HostPort listens,
            int region,
            double upstreamBytesPerSecond) {}

    public Host(int index, Place place, boolean honest) {
        this.index = index;
        this.place = place;
        this.honest = honest;
    }

    public int index() {
        return index;
    }

    public Place place() {
        return place;
    }

    public boolean honest() {
        return honest;
    }

    /** Whether a process runs. */
    public boolean up() {
        return process != null;
    }

    /** The running process; null if none runs. */
    public NodeUnderTest process() {
        return process;
    }

    /** Counts the processes that ran here, so that what was meant for an earlier one can be told. */
    public int incarnation() {
        return incarnation;
    }

    /** Whether the machine answers at all: one without a process refuses connections, one without power says nothing. */
    boolean powered() {
        return powered;
    }

    /** Begins a process. */
    public void boot(NodeUnderTest started) {
        process = started;
        powered = true;
    }

    /** Ends the process without a word. */
    public void halt(boolean powerLost) {
        process = null;
        incarnation++;
        powered = !powerLost;
    }

    /** Milliseconds that its wall clock is ahead of true time; negative if behind. */
    public long skewMs() {
        return skewMs;
    }

    public void skewMs(long ahead) {
        skewMs = ahead;
    }

    /** The side of the partition that it is on. */
    int side() {
        return side;
    }

    public void side(int newSide) {
        side = newSide;
    }

    /** From now on it reads only so fast; 0 is without limit. */
    public void readsOnly(double bytesPerSecond) {
        readNanosPerByte = bytesPerSecond == 0 ? 0 : NANOS_PER_SECOND / bytesPerSecond;
    }

    /** Nanoseconds that the process takes to read {@code bytes} from a connection. */
    long readNanos(int bytes) {
        return (long) (bytes * readNanosPerByte);
    }

    /** Puts {@code bytes} on the uplink behind what is queued there, and says when the last of them is out. */
    long transmit(long now, int bytes) {
        long begins = Math.max(now, uplinkFreeAt);
        uplinkFreeAt = begins + (long) (bytes / place.upstreamBytesPerSecond() * NANOS_PER_SECOND);
        return uplinkFreeAt;
    }

    /** Connections with an open end here, in the order in which they were opened. */
    List<Link> links() {
        return links;
    }

    @Override
    public String toString() {
        return "node " + index + (honest ? "" : " (attacker)");
    }
}
