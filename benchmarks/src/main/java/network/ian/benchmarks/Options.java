package network.ian.benchmarks;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** {@code --name value} pairs of a benchmark's command line. */
public record Options(Map<String, String> values) {

    static Options parse(String[] arguments) {
        if (arguments.length % 2 != 0) {
            throw new IllegalArgumentException("options come in pairs: --name value");
        }
        Map<String, String> values = new HashMap<>();
        for (int i = 0; i < arguments.length; i += 2) {
            values.put(arguments[i].replaceFirst("^--", ""), arguments[i + 1]);
        }
        return new Options(values);
    }

    public int integer(String name, int byDefault) {
        return Integer.parseInt(values.getOrDefault(name, Integer.toString(byDefault)));
    }

    public String text(String name, String byDefault) {
        return values.getOrDefault(name, byDefault);
    }

    public Path path(String name, Path byDefault) {
        return values.containsKey(name) ? Path.of(values.get(name)) : byDefault;
    }
}
