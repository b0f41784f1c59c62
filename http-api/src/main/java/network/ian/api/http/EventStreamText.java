package network.ian.api.http;

/** Stands in an {@link Operation} for an answer that does not end: text/event-stream (WHATWG HTML, section 9.2). */
public interface EventStreamText {}
