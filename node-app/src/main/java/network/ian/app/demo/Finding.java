package network.ian.app.demo;

import java.util.Optional;

/**
 * One thing that the demo checked at its end.
 *
 * @param what in a few words
 * @param detail what was checked against what
 * @param fault why it does not hold; empty if it does
 */
record Finding(String what, String detail, Optional<String> fault) {

    boolean holds() {
        return fault.isEmpty();
    }
}
