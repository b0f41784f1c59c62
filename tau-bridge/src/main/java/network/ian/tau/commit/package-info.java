/**
 * The committer: proposes, signs, keeps, sends and watches the anchors of one key. One thread owns all of it; what must survive
 * a crash stands in {@code tau_outbox.json} before it is sent.
 */
package network.ian.tau.commit;
