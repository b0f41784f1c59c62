package network.ian.core.config;

import java.util.List;

/** A configuration that cannot be used, with everything that is wrong with it. Shows no secret. */
public final class ConfigException extends Exception {

    private static final long serialVersionUID = 1L;

    private final List<String> problems;

    public ConfigException(List<String> problems) {
        super(String.join("; ", problems));
        this.problems = List.copyOf(problems);
    }

    /** One line each: source, key, value and what is allowed. */
    public List<String> problems() {
        return problems;
    }
}
