package network.ian.api.alert;

import java.util.List;
import java.util.Map;

/** {@code abs(...)}. */
record Absolute(Expression of) implements Expression {

    @Override
    public List<Sample> evaluate(Moment moment) {
        return of.evaluate(moment).stream()
                .map(sample -> new Sample(sample.labels(), Math.abs(sample.value())))
                .toList();
    }

    @Override
    public void reach(Map<String, Long> farthest) {
        of.reach(farthest);
    }
}
