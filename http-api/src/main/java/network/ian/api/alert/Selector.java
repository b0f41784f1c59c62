package network.ian.api.alert;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The series of a metric as they are, or as they were {@code offsetMs} ago. */
record Selector(String metric, List<LabelMatcher> matchers, long offsetMs) implements Expression {

    @Override
    public List<Sample> evaluate(Moment moment) {
        List<Sample> samples = new ArrayList<>();
        for (Series series : moment.store().select(metric, matchers)) {
            SeriesStore.at(series, moment.atMs() - offsetMs)
                    .ifPresent(value -> samples.add(new Sample(series.labels(), value)));
        }
        return samples;
    }

    @Override
    public void reach(Map<String, Long> farthest) {
        farthest.merge(metric, offsetMs, Math::max);
    }
}
