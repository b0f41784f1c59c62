/** The frames that nodes exchange, and their bytes (docs/PROTOCOL.md). Pure: no sockets, no time. */
package network.ian.p2p.wire;
