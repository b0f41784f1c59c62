/** Append-only chunked arrays whose snapshots share memory with their writer. */
package network.ian.core.column;
