package network.ian.api.stream;

/**
 * One client's connection, as the hub sees it. Nothing here waits. The hub calls from one thread; what the connection has to
 * say it tells {@link StreamClient} from any.
 */
interface Wire {

    /** WebSocket or Server-Sent Events; the label {@code transport}. */
    Transport transport();

    /**
     * Sends messages, and then calls {@link StreamClient#sent} or {@link StreamClient#gone}. Called again only after that.
     *
     * @param ping whether the other end is asked for a sign of life
     * @return octets handed over, as far as the connection knows them
     */
    long send(Chunk chunk, boolean ping);

    /** Ends the stream and says why, as far as the protocol can. */
    void end(Ending ending);

    /** Cuts the connection. */
    void abort();
}
