/** The shell: Netty, TLS 1.3, certificates, and the thread that owns the protocol. */
package network.ian.p2p.transport;
