/** Keys and signatures of BLS12-381 as Tau Net uses them. */
package network.ian.tau.bls;
