package network.ian.api.stream;

/** How events travel. */
public enum Transport {
    WEBSOCKET("websocket", true),
    EVENT_STREAM("sse", false);

    private final String label;
    private final boolean answers;

    Transport(String label, boolean answers) {
        this.label = label;
        this.answers = answers;
    }

    /** The label {@code transport} of metrics. */
    public String label() {
        return label;
    }

    /** Whether a client answers a ping. */
    boolean answers() {
        return answers;
    }
}
