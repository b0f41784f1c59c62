package network.ian.core.disk;

import java.io.IOException;
import java.util.random.RandomGenerator;

/** Something that goes wrong with a disk, drawn by chance. */
public enum Trouble {
    /** The power goes at one of the next changes. */
    POWER_CUT,
    /** One change fails. */
    ONE_ERROR,
    /** From one change on, all fail. */
    DEAD,
    /** One sync fails. */
    FAILED_SYNC,
    /** There is hardly any room. */
    FULL,
    /** Writes take less than they are given. */
    SHORT_WRITES;

    /** What a dying disk says. */
    public static final String ERROR = "Input/output error";

    public static Trouble any(RandomGenerator random) {
        return values()[random.nextInt(values().length)];
    }

    /**
     * Has it happen.
     *
     * @param within changes after which it has begun
     * @param room octets that a full disk has left, at most
     */
    public void on(FaultyDisk disk, RandomGenerator random, int within, int room) {
        long at = disk.changes() + random.nextInt(within);
        switch (this) {
            case POWER_CUT -> disk.cutPowerAfter(1 + random.nextInt(within));
            case ONE_ERROR -> {
                boolean[] happened = {false};
                disk.failWhen((operation, path) -> {
                    if (operation.isChanging() && disk.changes() >= at && !happened[0]) {
                        happened[0] = true;
                        throw new IOException(ERROR);
                    }
                });
            }
            case DEAD ->
                disk.failWhen((operation, path) -> {
                    if (operation.isChanging() && disk.changes() >= at) {
                        throw new IOException(ERROR);
                    }
                });
            case FAILED_SYNC -> {
                boolean[] happened = {false};
                disk.failWhen((operation, path) -> {
                    if (operation == Operation.SYNC && disk.changes() >= at && !happened[0]) {
                        happened[0] = true;
                        throw new IOException(ERROR);
                    }
                });
            }
            case FULL -> disk.limitTo(disk.used() + random.nextInt(room));
            case SHORT_WRITES -> disk.shortenWrites(0.5);
        }
    }
}
