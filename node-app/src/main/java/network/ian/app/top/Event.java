package network.ian.app.top;

import java.util.Optional;

/**
 * Something that happened at the node.
 *
 * @param timeMs the node's clock, milliseconds since the epoch
 * @param goal that it is about; empty if about none
 * @param what in the words of the event stream, such as {@code contribution_added}
 * @param text the rest, in words; may hold a stranger's
 */
record Event(long timeMs, Optional<String> goal, String what, String text, Role role) {}
