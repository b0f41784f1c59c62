package network.ian.api.alert;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@code histogram_quantile(q, buckets)}: interpolated within the bucket that the quantile falls into. */
record Quantile(double quantile, Expression buckets) implements Expression {

    private static final String BOUND = "le";

    private record Bucket(double bound, double count) {}

    @Override
    public List<Sample> evaluate(Moment moment) {
        Map<Labels, List<Bucket>> histograms = new LinkedHashMap<>();
        for (Sample sample : buckets.evaluate(moment)) {
            String bound = sample.labels().get(BOUND);
            if (!bound.isEmpty()) {
                histograms
                        .computeIfAbsent(sample.labels().without(List.of(BOUND)), labels -> new ArrayList<>())
                        .add(new Bucket(
                                bound.equals("+Inf") ? Double.POSITIVE_INFINITY : Double.parseDouble(bound),
                                sample.value()));
            }
        }
        return histograms.entrySet().stream()
                .map(histogram -> new Sample(histogram.getKey(), value(histogram.getValue())))
                .toList();
    }

    @Override
    public void reach(Map<String, Long> farthest) {
        buckets.reach(farthest);
    }

    private double value(List<Bucket> all) {
        all.sort(Comparator.comparingDouble(Bucket::bound));
        int last = all.size() - 1;
        double total = all.get(last).count();
        if (last < 1 || total == 0 || !Double.isInfinite(all.get(last).bound())) {
            return Double.NaN;
        }
        double rank = quantile * total;
        int i = 0;
        while (i < last && all.get(i).count() < rank) {
            i++;
        }
        if (i == last) {
            return all.get(last - 1).bound();
        }
        double from = i == 0 ? 0 : all.get(i - 1).bound();
        double below = i == 0 ? 0 : all.get(i - 1).count();
        double within = all.get(i).count() - below;
        return from + (all.get(i).bound() - from) * ((rank - below) / within);
    }
}
