// @NAME@: an agent for goals of the harness wasm-trading-v1 (docs/AGENTS.md).
// It holds more of the index the nearer to the day's low the close was, and no more than half where the market is wild.

// Where each number stands in the observation.
enum {
    RETURN_1,
    MOMENTUM_5,
    MOMENTUM_20,
    MOMENTUM_60,
    MOMENTUM_120,
    MOMENTUM_250,
    TREND_200,
    ZSCORE_20,
    VOLATILITY_20,
    VOLATILITY_RATIO,
    DRAWDOWN_250,
    RANGE_POSITION,
    CLOSE,
    HIGH,
    LOW,
    POSITION,
    DAY,
};

// Called once before each episode, on a fresh instance: globals are at their initial values.
__attribute__((export_name("ian_agent_init"))) void ian_agent_init(long long seed) {
    (void)seed;
}

// Called once a day; answers with the position: 1 holds the index, 0 is out of the market, -1 is short of it.
__attribute__((export_name("ian_agent_act"))) double ian_agent_act(const double *observation, int count) {
    (void)count;
    double position = 0.5 - 0.5 * observation[RANGE_POSITION];
    return observation[VOLATILITY_20] > 2 ? 0.5 * position : position;
}
