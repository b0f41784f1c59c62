/**
 * What makes logs final, among peers: anchor proofs are passed on, lists of frozen prefixes fetched and served
 * (docs/PROTOCOL.md, "Finality"). Owned by the protocol's thread.
 */
package network.ian.p2p.finality;
