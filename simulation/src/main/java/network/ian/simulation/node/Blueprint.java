package network.ian.simulation.node;

import java.util.List;
import network.ian.p2p.ledger.GoalSet;
import network.ian.p2p.port.Surroundings;
import network.ian.p2p.protocol.ProtocolConfig;
import network.ian.simulation.content.Shelf;
import network.ian.simulation.network.Host;

/**
 * What a process is started with.
 *
 * @param shelf what an earlier process of the host left behind
 */
public record Blueprint(Host host, Shelf shelf, ProtocolConfig config, Surroundings around, List<GoalSet> goals) {

    /** The same with other surroundings. */
    public Blueprint with(Surroundings others) {
        return new Blueprint(host, shelf, config, others, goals);
    }
}
