/** Whole networks of the p2p state machines under virtual time and one seed (docs/SIMULATOR.md). */
package network.ian.simulation;
