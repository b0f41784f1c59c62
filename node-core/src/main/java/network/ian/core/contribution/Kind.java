package network.ian.core.contribution;

import java.util.Optional;

/** What a contribution carries. */
public enum Kind {
    AGENT_PACK("agent_pack");

    private final String text;

    Kind(String text) {
        this.text = text;
    }

    /** The name used in headers and goal specs. */
    public String text() {
        return text;
    }

    public static Optional<Kind> parse(String text) {
        for (Kind kind : values()) {
            if (kind.text.equals(text)) {
                return Optional.of(kind);
            }
        }
        return Optional.empty();
    }
}
