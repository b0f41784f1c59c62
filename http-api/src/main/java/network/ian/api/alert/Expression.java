package network.ian.api.alert;

import java.util.List;
import java.util.Map;

/**
 * A part of PromQL, as far as the rules of this network go; what else there is does not parse. Immutable. The meaning of each
 * operator is that of Prometheus 3 (prometheus.io/docs/prometheus/latest/querying).
 */
interface Expression {

    /** The samples that it comes to; of a scalar exactly one, without labels. */
    List<Sample> evaluate(Moment moment);

    /** Whether it is a number, and no set of series. */
    default boolean isScalar() {
        return false;
    }

    /** Tells how far back it looks at each metric, in milliseconds. */
    void reach(Map<String, Long> farthest);
}
