package network.ian.app.demo;

import java.util.Optional;
import network.ian.core.crypto.Hash;

/**
 * What the demo's last anchor made final.
 *
 * @param size entries of the settled prefix
 * @param root of the tree over it
 * @param witnesses nodes other than the committer that verified and froze it, in words; empty if none did
 * @param fault why not all of the log is final everywhere; empty if it is
 */
record Anchored(int size, Hash root, String witnesses, Optional<String> fault) {

    boolean verified() {
        return fault.isEmpty();
    }

    /** @param goalId whose entries they are */
    Finding finding(String goalId) {
        return new Finding(
                goalId + ": the order of its entries is final",
                size + " entries anchored on the Tau stand-in, root "
                        + root.hex().substring(0, 16) + (witnesses.isEmpty() ? "" : ", verified by " + witnesses),
                fault);
    }
}
