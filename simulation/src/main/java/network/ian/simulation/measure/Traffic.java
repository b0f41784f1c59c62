package network.ian.simulation.measure;

import network.ian.p2p.wire.FetchedItem;
import network.ian.p2p.wire.Message;

/** Counts what honest nodes receive, and what never arrives. */
public final class Traffic {

    private long messages;
    private long bytes;
    private long pushedBytes;
    private long fetchedBytes;
    private long dropped;

    /** An honest node received a message of {@code length} bytes on the wire. */
    public void received(Message message, int length) {
        messages++;
        bytes += length;
        if (message instanceof Message.Push push) {
            pushedBytes += push.entry().contentBytes();
        } else if (message instanceof Message.Entries entries) {
            fetchedBytes += contentOf(entries);
        }
    }

    /** A message was sent and is lost: its connection broke, or its receiver is gone. */
    public void dropped(long count) {
        dropped += count;
    }

    public long messages() {
        return messages;
    }

    public long messagesDropped() {
        return dropped;
    }

    /** Bytes of headers and bodies, junk included. */
    public long contentBytes() {
        return pushedBytes + fetchedBytes;
    }

    /** Those of them that came by reconciliation. */
    public long fetchedBytes() {
        return fetchedBytes;
    }

    /** All other bytes: framing, signatures, announcements, reconciliation, addresses, pings. */
    public long controlBytes() {
        return bytes - contentBytes();
    }

    private static long contentOf(Message.Entries entries) {
        long sum = 0;
        for (FetchedItem item : entries.items()) {
            if (item instanceof FetchedItem.Whole whole) {
                sum += whole.entry().contentBytes();
            } else if (item instanceof FetchedItem.HeaderOnly only) {
                sum += only.header().size();
            }
        }
        return sum;
    }
}
