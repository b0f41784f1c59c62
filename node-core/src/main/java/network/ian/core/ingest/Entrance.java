package network.ian.core.ingest;

/** The path a contribution came in by; it decides about the clock window, never about the verdict. */
public enum Entrance {
    /** Posted by a client, or pushed by a peer as new: no older than {@link ClockWindow#MAX_AGE_MS}. */
    DOOR,
    /** Imported or reconciled: any age. */
    HISTORY
}
