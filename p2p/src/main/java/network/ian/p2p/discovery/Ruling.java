package network.ian.p2p.discovery;

import java.util.Optional;
import network.ian.p2p.wire.GoodbyeReason;

/** Whether a connection is let in. Exactly one of the two is there. */
record Ruling(Optional<Role> role, Optional<GoodbyeReason> refusal) {

    static Ruling as(Role role) {
        return new Ruling(Optional.of(role), Optional.empty());
    }

    static Ruling no(GoodbyeReason reason) {
        return new Ruling(Optional.empty(), Optional.of(reason));
    }
}
