package network.ian.core.disk;

/** What a program may ask of a {@link FaultyDisk}. */
public enum Operation {
    READ(false),
    LIST(false),
    CREATE(true),
    MAKE_DIRECTORY(true),
    WRITE(true),
    TRUNCATE(true),
    SYNC(true),
    SYNC_DIRECTORY(true),
    RENAME(true),
    LINK(true),
    DELETE(true);

    private final boolean changing;

    Operation(boolean changing) {
        this.changing = changing;
    }

    /** Whether it changes what is on the disk, or what of it is durable. */
    public boolean isChanging() {
        return changing;
    }
}
