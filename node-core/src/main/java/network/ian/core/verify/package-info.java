/** Checks everything that a data directory holds, without writing to it. */
package network.ian.core.verify;
