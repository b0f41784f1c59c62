package network.ian.core.token;

import java.util.Collection;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** What a token may be used for. Each scope includes those before it: whoever may contribute may read. */
public enum Scope {
    /** What only looks. */
    READ,
    /** POST contribute, and to read. */
    CONTRIBUTE,
    /** Operators' orders, and all the rest. */
    ADMIN;

    /** All of them. */
    public static final Set<Scope> ALL = Collections.unmodifiableSet(EnumSet.allOf(Scope.class));

    /** As it is written in files, flags and answers. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The scope that is written so. */
    public static Optional<Scope> parse(String text) {
        return Stream.of(values()).filter(scope -> scope.text().equals(text)).findFirst();
    }

    /** What somebody may do who was given these. */
    public static Set<Scope> including(Collection<Scope> given) {
        return given.stream()
                .max(Scope::compareTo)
                .<Set<Scope>>map(highest -> Collections.unmodifiableSet(EnumSet.range(READ, highest)))
                .orElse(Set.of());
    }
}
