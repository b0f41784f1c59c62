/** What the state machines need from outside: the seam between them and a shell of sockets, or a simulator. */
package network.ian.p2p.port;
