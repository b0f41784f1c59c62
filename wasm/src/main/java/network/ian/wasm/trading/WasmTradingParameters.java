package network.ian.wasm.trading;

import com.fasterxml.jackson.databind.node.ObjectNode;
import network.ian.core.codec.MalformedException;
import network.ian.core.evaluation.trading.Market;
import network.ian.core.evaluation.trading.TradingParameters;
import network.ian.core.goal.GoalSpec;

/**
 * The harness's settings in a goal spec.
 *
 * @param trading as {@code trading-v1} has them
 * @param warmUpDays days that an agent is shown before each episode, 0 to {@value Market#MAX_LOOK_BACK}
 */
record WasmTradingParameters(TradingParameters trading, int warmUpDays) {

    /** A memory is one Java array, which ends below 2 GiB. */
    static final int MAX_MEMORY_PAGES = 16_384;

    private static final String WARM_UP_DAYS = "warm_up_days";

    /** Reads the settings; all are required. */
    static WasmTradingParameters parse(ObjectNode parameters) {
        int warmUpDays = TradingParameters.integer(parameters, WARM_UP_DAYS, 0, Market.MAX_LOOK_BACK);
        ObjectNode others = parameters.deepCopy();
        others.remove(WARM_UP_DAYS);
        return new WasmTradingParameters(TradingParameters.parse(others), warmUpDays);
    }

    /** Days that an evaluation shows, over all episodes. */
    long steps() {
        return trading.steps(warmUpDays);
    }

    /**
     * Refuses a goal that no agent could meet: here the goal alone decides how many episodes and steps there are.
     *
     * @throws MalformedException naming the limit
     */
    void requireWithin(GoalSpec.Limits limits) {
        require("episodes", trading.episodes(), limits.episodes());
        require("steps", steps(), limits.steps());
        require("fuel", 1, limits.fuel());
        require("memory_pages", 1, limits.memoryPages());
        if (limits.memoryPages() > MAX_MEMORY_PAGES) {
            throw new MalformedException(
                    "limits.memory_pages",
                    limits.memoryPages() + " is too much: this harness has at most " + MAX_MEMORY_PAGES + " (1 GiB)");
        }
    }

    private static void require(String limit, long needed, long allowed) {
        if (needed > allowed) {
            throw new MalformedException(
                    "limits." + limit, allowed + " is too little: every agent of this goal needs " + needed);
        }
    }
}
