package network.ian.p2p.discovery;

/**
 * Addresses that do not come from the book.
 *
 * @param seeds that the configuration names, to start from
 * @param pins that the operator wants a connection to
 * @param anchors peers of before the restart
 */
record Preferred(NamedHosts seeds, Pins pins, Anchors anchors) {

    /** Whether an operator named the address. */
    boolean isFixed(Endpoint endpoint) {
        return seeds.endpoints().contains(endpoint) || pins.covers(endpoint);
    }
}
