package network.ian.api.stream;

import java.util.List;
import java.util.Optional;

/**
 * What a WebSocket handshake offers as subprotocols. A browser can send no header of its own with a handshake, so a token may
 * stand here: {@code ian.v1, bearer.TOKEN}. It is never answered with.
 */
record Subprotocols(List<String> offered) {

    /** The only one that is spoken. */
    static final String IAN = "ian.v1";

    private static final String BEARER = "bearer.";

    /** @param offered null for none */
    static Subprotocols of(List<String> offered) {
        return new Subprotocols(offered == null ? List.of() : List.copyOf(offered));
    }

    /** The token as the header {@code Authorization} would have it. */
    Optional<String> authorization() {
        return offered.stream()
                .filter(name -> name.startsWith(BEARER))
                .map(name -> "Bearer " + name.substring(BEARER.length()))
                .findFirst();
    }
}
