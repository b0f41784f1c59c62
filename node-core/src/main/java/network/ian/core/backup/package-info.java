/**
 * Backups of a data directory: taken from a running node or a stopped one, verified, restored, and shipped continuously. The
 * formats are docs/BACKUP.md.
 */
package network.ian.core.backup;
