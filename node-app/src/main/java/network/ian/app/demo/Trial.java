package network.ian.app.demo;

import java.util.Optional;
import network.ian.core.evaluation.trading.Policy;

/**
 * One contribution and the node's answer.
 *
 * @param result where the node measured it
 */
record Trial(Policy policy, boolean accepted, Optional<Result> result) {}
