/** Transactions: what is signed, what is hashed, how an anchor stands in one. */
package network.ian.tau.transaction;
