/** Range-based set reconciliation: Negentropy Protocol V1 over (timestamp_ms, id). Pure. */
package network.ian.p2p.reconciliation;
