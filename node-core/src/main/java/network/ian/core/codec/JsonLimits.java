package network.ian.core.codec;

/**
 * Bounds that hold while outside JSON is read, before anything is allocated for what exceeds them.
 *
 * @param maxBytes longest document, in bytes
 * @param maxDepth deepest nesting of objects and arrays; the top-level object is depth 1
 */
public record JsonLimits(int maxBytes, int maxDepth) {

    /** A contribution header (formats.md): 2 KiB, one flat object. */
    public static final JsonLimits HEADER = new JsonLimits(2048, 1);

    /** Metadata of an agent pack (formats.md): 16 KiB, depth 8. */
    public static final JsonLimits METADATA = new JsonLimits(16 * 1024, 8);

    /** A goal specification. */
    public static final JsonLimits GOAL_SPEC = new JsonLimits(256 * 1024, 16);
}
