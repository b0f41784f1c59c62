package network.ian.simulation;

import network.ian.simulation.content.ContributionTable;
import network.ian.simulation.content.Disk;
import network.ian.simulation.network.Host;
import network.ian.simulation.network.Network;
import network.ian.simulation.node.JudgeBench;
import network.ian.simulation.node.NodeFactory;
import network.ian.simulation.node.Powerhouse;
import network.ian.simulation.scenario.Posting;

/** A host with its disk and what runs on it. */
final class Machine implements Posting.Counter {

    private final Host host;
    private final Disk disk;
    private final Powerhouse powerhouse;
    private final Powerhouse.Slots slots;
    private final NodeFactory role;
    private JudgeBench bench;

    Machine(Host host, ContributionTable table, Powerhouse powerhouse, Powerhouse.Slots slots, NodeFactory role) {
        this.host = host;
        this.disk = new Disk(table);
        this.powerhouse = powerhouse;
        this.slots = slots;
        this.role = role;
    }

    @Override
    public Host host() {
        return host;
    }

    @Override
    public Disk disk() {
        return disk;
    }

    @Override
    public JudgeBench bench() {
        return bench;
    }

    void start() {
        bench = powerhouse.start(host, disk, slots, role);
    }

    /** What the node would have saved is on its disk; all else is lost. */
    void crash(Network network, boolean powerLost) {
        disk.save(host.process().snapshot());
        network.crash(host, powerLost);
    }

    /** Lets go of the process, so that its memory can be measured. */
    void discard() {
        bench = null;
        host.halt(false);
    }
}
