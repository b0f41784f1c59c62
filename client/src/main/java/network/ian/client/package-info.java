/** A typed client of a node's HTTP API and event stream. */
package network.ian.client;
