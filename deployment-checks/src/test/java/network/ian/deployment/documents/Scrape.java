package network.ian.deployment.documents;

import java.util.Map;
import java.util.TreeMap;

/**
 * What {@code /metrics} said once.
 *
 * @param sums of all samples of a series' name, whatever their labels; buckets apart, as they have a name of their own
 */
record Scrape(Map<String, Double> sums) {

    static Scrape of(String text) {
        Map<String, Double> sums = new TreeMap<>();
        text.lines().filter(line -> !line.startsWith("#") && !line.isBlank()).forEach(line -> {
            int end = line.lastIndexOf(' ');
            double value = Double.parseDouble(
                    line.substring(end + 1).replace("+Inf", "Infinity").replace("-Inf", "-Infinity"));
            // Two that cancel out must not look like nothing.
            sums.merge(line.split("[{ ]", 2)[0], Double.isNaN(value) ? 0 : Math.abs(value), Double::sum);
        });
        return new Scrape(sums);
    }

    /** Whether there is a series of that name, a histogram or summary of it, or, with a star at its end, one that begins so. */
    boolean has(String name) {
        return sums.keySet().stream().anyMatch(series -> names(name, series));
    }

    /** Whether one of those is not 0. */
    boolean moved(String name) {
        return sums.entrySet().stream().anyMatch(series -> names(name, series.getKey()) && series.getValue() != 0);
    }

    private static boolean names(String name, String series) {
        return name.endsWith("*")
                ? series.startsWith(name.substring(0, name.length() - 1))
                : series.equals(name)
                        || series.equals(name + "_count")
                        || series.equals(name + "_sum")
                        || series.equals(name + "_bucket");
    }
}
