package network.ian.api.rest;

import java.util.ArrayList;
import java.util.List;
import network.ian.api.http.Access;
import network.ian.api.http.Endpoint;
import network.ian.api.http.Operation;
import network.ian.api.http.ReadEndpoint;
import network.ian.api.http.Route;

/** The routes so far, and the usual ways to add one. */
final class RouteTable {

    static final String API = "/api/v1";

    private final List<Route> routes = new ArrayList<>();

    List<Route> all() {
        return List.copyOf(routes);
    }

    void add(Route route) {
        routes.add(route);
    }

    /** @param path below {@link #API} */
    void read(String path, ReadEndpoint endpoint, Operation operation) {
        add(Route.get(API + path, Access.READ, endpoint, operation));
    }

    /** @param path from the root */
    void open(String path, ReadEndpoint endpoint, Operation operation) {
        add(Route.get(path, Access.OPEN, endpoint, operation));
    }

    /** @param path below that of operators' orders */
    void admin(String path, Endpoint endpoint, Operation operation) {
        add(Route.post(API + "/admin" + path, Access.ADMIN, endpoint, operation));
    }
}
