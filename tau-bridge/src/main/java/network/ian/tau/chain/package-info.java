/**
 * The verified chain: headers from the pinned block 0 on, the committer's anchors in them, which branch is best and what is
 * settled on it (tau.md, "A reader trusts nothing"; architecture, "Finality").
 */
package network.ian.tau.chain;
