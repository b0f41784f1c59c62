package network.ian.core.config;

import java.util.Optional;

/**
 * A setting with the value in force.
 *
 * @param text the value as text; empty if it has none
 * @param value the value; empty if it has none
 * @param origin where it comes from
 */
public record Resolved<T>(Setting<T> setting, Optional<String> text, Optional<T> value, Origin origin) {

    /** The value as it may be shown: a secret is hidden. */
    public Optional<String> shown() {
        return setting.secret() ? value.map(Object::toString) : text;
    }

    @Override
    public String toString() {
        return setting.key() + "=" + shown().orElse("") + " (" + origin + ")";
    }
}
