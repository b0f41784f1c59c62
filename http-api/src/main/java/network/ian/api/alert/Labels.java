package network.ian.api.alert;

import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** A series' labels by name. An empty value is as if the label were not there. */
record Labels(SortedMap<String, String> values) {

    static final Labels NONE = new Labels(new TreeMap<>());

    Labels {
        values = Collections.unmodifiableSortedMap(new TreeMap<>(values));
    }

    /** The labels of a sample, and those that a scrape adds. */
    static Labels of(List<String> names, List<String> values, Map<String, String> added) {
        SortedMap<String, String> all = new TreeMap<>(added);
        for (int i = 0; i < names.size(); i++) {
            all.put(names.get(i), values.get(i));
        }
        all.values().removeIf(String::isEmpty);
        return new Labels(all);
    }

    String get(String name) {
        return values.getOrDefault(name, "");
    }

    Labels without(Collection<String> names) {
        SortedMap<String, String> left = new TreeMap<>(values);
        left.keySet().removeAll(names);
        return new Labels(left);
    }
}
