package network.ian.api.http;

import java.util.Optional;

/**
 * A place in the API.
 *
 * @param path from the root, parameters in braces
 * @param operation how it is documented; empty for a file of a page, which is no part of the API
 */
public record Route(Method method, String path, Access access, Endpoint endpoint, Optional<Operation> operation) {

    private static final String FILES = "files";

    /** GET routes answer HEAD as well. */
    public enum Method {
        GET,
        POST
    }

    public static Route get(String path, Access access, ReadEndpoint endpoint, Operation operation) {
        return getLater(path, access, endpoint.asEndpoint(), operation);
    }

    /** For an endpoint whose answer may come later. */
    public static Route getLater(String path, Access access, Endpoint endpoint, Operation operation) {
        return new Route(Method.GET, path, access, endpoint, Optional.of(operation));
    }

    public static Route post(String path, Access access, Endpoint endpoint, Operation operation) {
        return new Route(Method.POST, path, access, endpoint, Optional.of(operation));
    }

    /** A file of a page. */
    public static Route file(String path, ReadEndpoint endpoint) {
        return new Route(Method.GET, path, Access.FILE, endpoint.asEndpoint(), Optional.empty());
    }

    /** What its requests are counted under: all files together, so that pages add no series to the metrics. */
    public String label() {
        return operation.isPresent() ? path : FILES;
    }
}
