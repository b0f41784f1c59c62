package network.ian.simulation.event;

/** Something that happens at one moment of virtual time. */
@FunctionalInterface
public interface Event {

    void happen();
}
