package network.ian.core.goal;

import java.time.Duration;
import java.util.List;
import network.ian.core.codec.Bytes;
import network.ian.core.crypto.Hash;

/**
 * Where and how a goal's log becomes final (formats.md, "Goal"; architecture, "Finality"). Part of the goal's rules, so every
 * node of a topic believes the same blocks and the same committer.
 *
 * @param block0 hash of the chain's block 0
 * @param validators compressed BLS keys (48 bytes) that may propose blocks, 1 to 64
 * @param committer compressed BLS key (48 bytes) whose anchors count
 * @param confirmations blocks from the anchor's own to the best one, both included, that settle it; 1 to 1,000
 * @param settle age of the anchor's block that settles it without further blocks, for chains that stand still; 1 s to 7 days
 * @param lag how old an entry must be before the committer anchors it; 0 to 1 day
 */
public record AnchorSpec(
        Hash block0, List<Bytes> validators, Bytes committer, int confirmations, Duration settle, Duration lag) {

    public AnchorSpec {
        validators = List.copyOf(validators);
    }
}
