package network.ian.api.web;

/**
 * A file of a page that the node serves.
 *
 * @param path where it is served, from the root
 * @param resource its name on the class path, from the root
 * @param policy the {@code Content-Security-Policy} that goes with it
 */
public record WebFile(String path, String resource, String policy) {}
