package network.ian.simulation;

import network.ian.core.crypto.Hash;
import network.ian.simulation.content.ContributionTable;
import network.ian.simulation.content.Shelf;
import network.ian.simulation.network.Host;
import network.ian.simulation.network.Network;
import network.ian.simulation.node.JudgeBench;
import network.ian.simulation.node.NodeFactory;
import network.ian.simulation.node.Powerhouse;
import network.ian.simulation.scenario.Posting;

/** A host with its shelf and what runs on it. */
final class Machine implements Posting.Counter {

    private final Host host;
    private final Shelf shelf;
    private final Powerhouse powerhouse;
    private final Powerhouse.Slots slots;
    private final NodeFactory role;
    private JudgeBench bench;

    Machine(Host host, ContributionTable table, Powerhouse powerhouse, Powerhouse.Slots slots, NodeFactory role) {
        this.host = host;
        this.shelf = new Shelf(table);
        this.powerhouse = powerhouse;
        this.slots = slots;
        this.role = role;
    }

    @Override
    public Host host() {
        return host;
    }

    @Override
    public Shelf shelf() {
        return shelf;
    }

    @Override
    public JudgeBench bench() {
        return bench;
    }

    void start() {
        bench = powerhouse.start(host, shelf, slots, role);
    }

    /** What the node would have saved is on its shelf; all else is lost. */
    void crash(Network network, boolean powerLost) {
        shelf.save(host.process().snapshot());
        network.crash(host, powerLost);
    }

    void addGoal(Hash topic) {
        powerhouse.addGoal(host, shelf, topic);
    }

    /** Lets go of the process, so that its memory can be measured. */
    void discard() {
        bench = null;
        host.halt(false);
    }
}
