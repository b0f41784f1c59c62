package network.ian.api.stream;

import java.util.Optional;
import java.util.Set;

/**
 * Which events a client wants.
 *
 * @param channels one or more
 * @param goal empty: of all goals; events about no goal are wanted in any case
 */
record Filter(Set<Channel> channels, Optional<String> goal) {

    static final Filter EVERYTHING = new Filter(Channel.ALL, Optional.empty());

    Filter {
        channels = Set.copyOf(channels);
    }

    boolean takes(Topic topic) {
        boolean ofChannel = topic.channel() == null || channels.contains(topic.channel());
        return ofChannel
                && (goal.isEmpty() || topic.goalId() == null || topic.goalId().equals(goal.get()));
    }
}
