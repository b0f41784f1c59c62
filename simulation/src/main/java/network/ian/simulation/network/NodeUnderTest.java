package network.ian.simulation.network;

import java.util.List;
import network.ian.p2p.ledger.GoalSet;
import network.ian.p2p.peer.Peer;
import network.ian.p2p.wire.Message;

/** What the simulator drives: one running node. The seam between the simulator and the protocol, or a stand-in for it. */
public interface NodeUnderTest {

    void start();

    void connected(Peer.Connection connection);

    void received(long link, Message message, int bytes);

    void closed(long link);

    void tooSlow(long link);

    /** Entries came onto the disk. */
    void setsChanged();

    /** The operator adds a goal. */
    void addGoal(GoalSet goal);

    /** The peers that it talks to now. */
    List<Peer> peers();

    /** What a real node would have written to its files by now: known peers, scores. Null if nothing. */
    Object snapshot();

    /** Fails if anything inside is larger than it may be. Cheap: called often. */
    void checkBounds();
}
