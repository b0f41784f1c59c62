package network.ian.wasm.trading;

/** An agent as the harness sees it, for one episode. One thread. */
public interface DailyAgent {

    /** Called once, before all days. */
    void init(long seed);

    /**
     * Decides on a day.
     *
     * @param observation what docs/AGENTS.md says; valid until the call returns
     * @return the position; what is beyond +-1 is clamped afterwards
     */
    double act(double[] observation);

    /** The episode is over, whatever ended it. */
    default void ended() {}
}
