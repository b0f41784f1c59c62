/** Saves what is left of a damaged log, and says what a repair brought back. */
package network.ian.core.salvage;
