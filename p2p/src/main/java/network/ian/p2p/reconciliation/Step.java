package network.ian.p2p.reconciliation;

import java.util.List;
import network.ian.core.codec.Bytes;
import network.ian.core.crypto.Hash;

/**
 * What the initiator makes of a message. {@code have} are ids that the responder says it lacks; {@code need} are ids that
 * the responder says it holds and this side lacks, which may be lies. Together they are at most {@link
 * Initiator#MOST_HAVE} and as many as the message has room for. None stands twice within a step, or in two steps unless the
 * responder says so.
 */
public sealed interface Step {

    /** Send {@code payload}; there may be more differences. */
    record Next(Bytes payload, List<Hash> have, List<Hash> need) implements Step {}

    /** There are no more differences than found by now. */
    record Done(List<Hash> have, List<Hash> need) implements Step {}

    /** The message breaks the protocol; nothing is to be drawn from it. */
    record Broken(NegentropyFault fault) implements Step {}
}
