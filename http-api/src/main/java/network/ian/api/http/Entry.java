package network.ian.api.http;

import java.util.Optional;
import network.ian.api.access.Caller;

/** What the door says to a request. */
public sealed interface Entry {

    /**
     * It may come in.
     *
     * @param caller empty on a route that is open to everybody
     */
    record Admitted(Optional<Caller> caller) implements Entry {}

    /** It is turned away. */
    record Refused(Answer answer) implements Entry {}
}
