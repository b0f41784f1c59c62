package network.ian.api.rest;

import java.util.OptionalInt;

/** Positions of the log as JSON has them. */
final class Positions {

    private Positions() {}

    /** Null for an entry that waits for a merge. */
    static Integer orNull(OptionalInt position) {
        return position.isPresent() ? Integer.valueOf(position.getAsInt()) : null;
    }
}
