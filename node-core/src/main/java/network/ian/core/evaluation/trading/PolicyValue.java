package network.ian.core.evaluation.trading;

import java.util.Map;

/** A value in a policy document. */
sealed interface PolicyValue {

    record Text(String value) implements PolicyValue {}

    /** Finite, within +-{@link Policy#MAX_NUMBER}. */
    record Decimal(double value) implements PolicyValue {}

    /** Numbers by name. */
    record Group(Map<String, Double> numbers) implements PolicyValue {}
}
