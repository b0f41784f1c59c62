package network.ian.tau.commit;

import java.time.Duration;

/**
 * What a step came to.
 *
 * @param detail the state in words
 * @param pause until the next step may talk to the node; the verified chain is looked at sooner
 */
record Next(CommitState state, String detail, Duration pause) {}
