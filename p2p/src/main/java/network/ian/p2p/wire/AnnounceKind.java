package network.ian.p2p.wire;

/** How announced contributions are expected to be asked for. */
public enum AnnounceKind {
    /** New here; pushed along the tree as well. Ask only if no push arrives. */
    LAZY(1),
    /** New here and too long to push: ask now, one announcer at a time, with {@link Graft}. */
    LARGE(2),
    /** Any age, learnt by reconciliation: ask with {@link Fetch}. */
    HISTORY(3);

    private final int code;

    AnnounceKind(int code) {
        this.code = code;
    }

    /** The byte on the wire, 1 to 255. */
    public int code() {
        return code;
    }
}
