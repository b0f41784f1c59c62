/** Following a node's event stream (docs/STREAM.md). */
package network.ian.client.stream;
