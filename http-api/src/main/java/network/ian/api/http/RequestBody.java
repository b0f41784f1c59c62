package network.ian.api.http;

/** A request body in memory. Closing gives its room back to the other requests. */
public final class RequestBody implements AutoCloseable {

    private final byte[] octets;
    private final Runnable release;

    RequestBody(byte[] octets, Runnable release) {
        this.octets = octets;
        this.release = release;
    }

    /** The bytes, at most the configured limit; not copied. */
    public byte[] octets() {
        return octets;
    }

    @Override
    public void close() {
        release.run();
    }
}
