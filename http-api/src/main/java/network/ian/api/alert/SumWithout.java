package network.ian.api.alert;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@code sum without (names) (...)}. */
record SumWithout(List<String> names, Expression of) implements Expression {

    @Override
    public List<Sample> evaluate(Moment moment) {
        Map<Labels, Double> sums = new LinkedHashMap<>();
        of.evaluate(moment).forEach(sample -> sums.merge(sample.labels().without(names), sample.value(), Double::sum));
        return sums.entrySet().stream()
                .map(sum -> new Sample(sum.getKey(), sum.getValue()))
                .toList();
    }

    @Override
    public void reach(Map<String, Long> farthest) {
        of.reach(farthest);
    }
}
