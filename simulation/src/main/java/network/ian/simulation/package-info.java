/** Whole networks of the p2p state machines under virtual time and one seed. */
package network.ian.simulation;
