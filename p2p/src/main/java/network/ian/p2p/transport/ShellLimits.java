package network.ian.p2p.transport;

/**
 * What one link, and all that have not said Hello, may cost.
 *
 * @param connectMillis longest time for TCP to connect
 * @param handshakeMillis longest TLS handshake
 * @param lingerMillis how long a link stays open after Goodbye for the far end to read it
 * @param stallMillis how long bytes may wait for a far end that takes none
 * @param maxOutboundBytes a far end for which more bytes wait is dropped; a single longer frame may wait alone
 * @param congestedBytes from here on a link counts as congested
 * @param maxInboundBytes once more wait for the protocol's thread, nothing more is read from the link
 * @param maxEntering accepted connections that have not said Hello; the oldest makes room for one more
 * @param maxEnteringPerAddress the same from one IPv4 address or IPv6 /64; loopback is exempt
 */
record ShellLimits(
        int connectMillis,
        int handshakeMillis,
        int lingerMillis,
        int stallMillis,
        long maxOutboundBytes,
        long congestedBytes,
        long maxInboundBytes,
        int maxEntering,
        int maxEnteringPerAddress) {

    static ShellLimits defaults() {
        return new ShellLimits(10_000, 10_000, 1_000, 15_000, 1 << 20, 128 << 10, 256 << 10, 256, 16);
    }
}
