package network.ian.api.stream;

/**
 * What an event is about.
 *
 * @param channel null: of every channel
 * @param goalId null: about no goal
 */
record Topic(Channel channel, String goalId) {

    /** What concerns everybody. */
    static final Topic EVERYTHING = new Topic(null, null);

    static final Topic PEERS = new Topic(Channel.PEERS, null);
}
