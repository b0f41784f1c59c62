/** A repair that is under way: what is noted of it, and how a salvaged journal takes the place of a damaged one. */
package network.ian.core.repair;
