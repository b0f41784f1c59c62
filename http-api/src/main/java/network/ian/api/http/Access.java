package network.ian.api.http;

/** Who may call a route. */
public enum Access {
    /** Everybody, always, as often as they like: health and metrics. */
    OPEN,
    /** Everybody, unless {@code api.protect_reads} asks for the key. */
    READ,
    /** Whoever has the key, where one is set. */
    WRITE,
    /** Only holders of the key or the admin token, even where no key is set. */
    ADMIN
}
