package network.ian.core.journal;

/**
 * Where a commit record stands.
 *
 * @param segment number of the log segment, from 0
 * @param offset octets from the segment's start to the commit record
 * @param entries entries up to there, over all segments
 */
public record JournalPosition(int segment, int offset, int entries) {}
