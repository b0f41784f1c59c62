package network.ian.simulation.network;

import network.ian.p2p.wire.Message;

/** How messages become bytes: the codec, or an estimate of it. */
public interface Wire {

    /** Length of the frame in bytes, its prefix included. */
    int sizeOf(Message message);

    /** What the receiver reads: the same, or what came out of encoding and decoding. */
    Message travel(Message message);
}
