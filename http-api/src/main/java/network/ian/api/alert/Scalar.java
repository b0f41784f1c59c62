package network.ian.api.alert;

import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** A number, or {@code time()}. */
record Scalar(ToDoubleFunction<Moment> value) implements Expression {

    @Override
    public List<Sample> evaluate(Moment moment) {
        return List.of(new Sample(Labels.NONE, value.applyAsDouble(moment)));
    }

    @Override
    public boolean isScalar() {
        return true;
    }

    @Override
    public void reach(Map<String, Long> farthest) {}
}
