/** What a node holds of its goals, as the protocol's thread sees it: the reconciled sets. */
package network.ian.p2p.ledger;
