package network.ian.api.rest;

import network.ian.api.http.RefusedException;
import network.ian.core.log.LogView;

/** Tree sizes that callers ask for. */
final class Trees {

    private Trees() {}

    /**
     * A size that the log has reached.
     *
     * @throws RefusedException 404 if it has not
     */
    static int existing(LogView log, String field, long size) {
        if (size > log.size()) {
            throw RefusedException.notFound(field + ": the log has " + log.size() + " entries");
        }
        return (int) size;
    }
}
