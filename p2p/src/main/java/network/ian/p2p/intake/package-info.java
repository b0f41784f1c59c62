/** The one way in for what peers supply. */
package network.ian.p2p.intake;
