package network.ian.app.demo;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * What a node measured of one policy.
 *
 * @param score as the goal ranks it
 * @param reward annualised return above buy-and-hold, 0.05 is 5% a year
 * @param risk annualised volatility
 */
record Result(double score, double reward, double risk, double complexity, double sharpeRatio, double maxDrawdown) {

    /** From an API object with {@code score} and {@code metrics}. */
    static Result read(JsonNode data) {
        JsonNode metrics = data.path("metrics");
        return new Result(
                data.path("score").asDouble(),
                metrics.path("reward").asDouble(),
                metrics.path("risk").asDouble(),
                metrics.path("complexity").asDouble(),
                metrics.path("sharpe_ratio").asDouble(),
                metrics.path("max_drawdown").asDouble());
    }
}
