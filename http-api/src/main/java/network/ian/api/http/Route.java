package network.ian.api.http;

/**
 * A place in the API.
 *
 * @param path from the root, parameters in braces
 */
public record Route(Method method, String path, Access access, Endpoint endpoint, Operation operation) {

    /** GET routes answer HEAD as well. */
    public enum Method {
        GET,
        POST
    }

    public static Route get(String path, Access access, ReadEndpoint endpoint, Operation operation) {
        return new Route(Method.GET, path, access, endpoint.asEndpoint(), operation);
    }

    public static Route post(String path, Access access, Endpoint endpoint, Operation operation) {
        return new Route(Method.POST, path, access, endpoint, operation);
    }
}
