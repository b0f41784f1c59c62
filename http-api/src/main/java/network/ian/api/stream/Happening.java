package network.ian.api.stream;

import java.util.function.Supplier;

/**
 * Something to tell.
 *
 * @param type of the event
 * @param data makes the record that becomes the event's {@code data}; called once at most, when the first client gets it
 */
record Happening(String type, Topic topic, Supplier<Object> data) {}
