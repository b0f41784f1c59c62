/**
 * The durable store of one goal: an append-only log of entries with their bodies apart. {@link
 * network.ian.core.journal.Journal} writes and recovers, {@link network.ian.core.journal.JournalVerifier} checks every
 * byte without writing. The format is docs/JOURNAL.md.
 */
package network.ian.core.journal;
