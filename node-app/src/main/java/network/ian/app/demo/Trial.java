package network.ian.app.demo;

import java.util.Optional;

/**
 * One contribution and the node's answer.
 *
 * @param result where the node measured it
 */
record Trial(boolean accepted, Optional<Result> result) {}
