/** The canonical log of a goal in memory: one writer, immutable views for everybody else. */
package network.ian.core.log;
