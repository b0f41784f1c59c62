package network.ian.deployment.systemd;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import network.ian.deployment.Repository;

/**
 * A unit of {@code deploy/systemd}: its lines {@code Key=value}, without their sections.
 *
 * @param values by key, in the order in which they come
 */
record Unit(Map<String, List<String>> values) {

    static final String FOLDER = "deploy/systemd/";

    static Unit read(String name) {
        Map<String, List<String>> values = new LinkedHashMap<>();
        settings(FOLDER + name)
                .forEach((line) -> values.computeIfAbsent(line[0], key -> new ArrayList<>())
                        .add(line[1]));
        return new Unit(values);
    }

    /** The only value of a key. */
    String one(String key) {
        List<String> all = values.getOrDefault(key, List.of());
        if (all.size() != 1) {
            throw new AssertionError(key + " comes " + all.size() + " times");
        }
        return all.get(0);
    }

    /** The lines {@code KEY=value} of a file. */
    static List<String[]> settings(String file) {
        return Repository.read(file)
                .lines()
                .filter(line -> line.matches("\\w+=.*"))
                .map(line -> line.split("=", 2))
                .toList();
    }
}
