package network.ian.api.rest;

import java.util.OptionalLong;
import network.ian.api.http.RefusedException;
import network.ian.core.crypto.Hash;
import network.ian.core.journal.StoredEntry;
import network.ian.core.node.GoalView;

/** Finds entries by id. */
final class Entries {

    private Entries() {}

    /**
     * The entry, placed or waiting for a merge.
     *
     * @throws RefusedException 404 if the goal has none of that id
     */
    static StoredEntry byId(GoalView view, Hash id) {
        OptionalLong locator = view.log().locatorOf(id);
        if (locator.isEmpty()) {
            throw RefusedException.notFound("contribution_id: the goal has no contribution of that id");
        }
        return view.entries().entry(locator.getAsLong());
    }
}
