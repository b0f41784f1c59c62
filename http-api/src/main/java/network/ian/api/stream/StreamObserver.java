package network.ian.api.stream;

/** Is told what the stream does, for the metrics. Called by the hub's thread, but for {@link #refused}. */
public interface StreamObserver {

    /** A client came or went; {@code change} is 1 or -1. */
    void clients(Transport transport, int change);

    /** An event was taken in, whether or not somebody gets it. */
    void happened(String type);

    /** Messages and octets were handed to a connection. */
    void sent(int messages, long bytes);

    /** The node ended a stream. */
    void dropped(Ending ending);

    /** A client was told of a gap; for {@code everybody}, the node itself lost events. */
    void gap(Gap.Reason reason);

    /**
     * Somebody was not let in.
     *
     * @param reason {@code total}, {@code address} or {@code origin}
     */
    void refused(String reason);

    /** Events that are kept now. */
    void kept(int events);

    /** Listens to nothing. */
    StreamObserver NONE = new StreamObserver() {
        @Override
        public void clients(Transport transport, int change) {}

        @Override
        public void happened(String type) {}

        @Override
        public void sent(int messages, long bytes) {}

        @Override
        public void dropped(Ending ending) {}

        @Override
        public void gap(Gap.Reason reason) {}

        @Override
        public void refused(String reason) {}

        @Override
        public void kept(int events) {}
    };
}
