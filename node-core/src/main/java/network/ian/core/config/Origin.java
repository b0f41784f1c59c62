package network.ian.core.config;

/**
 * Where a value comes from.
 *
 * @param kind which source
 * @param name the flag, variable or file; empty for a default
 */
public record Origin(Kind kind, String name) {

    public enum Kind {
        FLAG,
        ENVIRONMENT,
        FILE,
        DEFAULT
    }

    static final Origin DEFAULT = new Origin(Kind.DEFAULT, "");

    @Override
    public String toString() {
        return switch (kind) {
            case FLAG -> "flag " + name;
            case ENVIRONMENT -> "environment " + name;
            case FILE -> "file " + name;
            case DEFAULT -> "default";
        };
    }
}
