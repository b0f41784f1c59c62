/** Scores, budgets and bans. */
package network.ian.p2p.score;
