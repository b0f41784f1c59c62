package network.ian.p2p.gossip;

import network.ian.p2p.wire.Message;

/** How a node of the lab behaves towards others. */
enum LabConduct {
    HONEST,
    /** Takes everything, passes nothing on. */
    SILENT,
    /** Takes part in the tree and announces, but never supplies anything. */
    WITHHOLDING;

    boolean sends(Message message) {
        return switch (this) {
            case HONEST -> true;
            case SILENT -> false;
            case WITHHOLDING -> !(message instanceof Message.Push);
        };
    }
}
