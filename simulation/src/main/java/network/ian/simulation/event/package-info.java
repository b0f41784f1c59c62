/** Virtual time: one queue of events, seeded randomness, and the running hash of what happened. */
package network.ian.simulation.event;
