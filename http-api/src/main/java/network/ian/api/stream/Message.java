package network.ian.api.stream;

/** What one client or many are sent. Not thread-safe: the hub's thread makes and encodes it. */
interface Message {

    /** The JSON field {@code type}. */
    String type();

    /** The position after it; null for a message that moves nothing. */
    String cursor();

    /** One JSON object, UTF-8. Never changed afterwards. */
    byte[] json();
}
