/** A typed client of a node's HTTP API and event stream; {@link network.ian.client.IanClient} is where to start. */
package network.ian.client;
