/**
 * What is final of a goal's log: the fold of settled anchors over the admitted entries (architecture, "Finality"). Knows no
 * chain and no network; both come in through the interfaces here.
 */
package network.ian.core.finality;
