/** Talking to a Tau node over its line protocol. */
package network.ian.tau.client;
