package network.ian.core.journal;

/** The two kinds of segment. */
enum SegmentKind {
    LOG("log", 0x49414e4a2d4c4f47L),
    BODIES("bodies", 0x49414e4a2d424f44L);

    private final String directory;
    private final long magic;

    SegmentKind(String directory, long magic) {
        this.directory = directory;
        this.magic = magic;
    }

    /** Name of the directory below the goal's. */
    String directory() {
        return directory;
    }

    /** First eight octets of each segment: {@code IANJ-LOG} or {@code IANJ-BOD}. */
    long magic() {
        return magic;
    }

    /** Whether a record of this type and payload length may stand in a segment of this kind. */
    boolean allows(byte type, int length) {
        return switch (type) {
            case Frame.ENTRY ->
                this == LOG && length > EntryRow.FIXED_SIZE && length <= EntryRow.FIXED_SIZE + JournalEntry.MAX_HEADER;
            case Frame.COMMIT -> this == LOG && length == Commit.PAYLOAD_SIZE;
            case Frame.BODY, Frame.DROPPED -> this == BODIES && length >= 0 && length <= JournalEntry.MAX_BODY;
            default -> false;
        };
    }
}
