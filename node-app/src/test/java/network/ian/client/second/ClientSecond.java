package network.ian.client.second;

import network.ian.client.first.ClientFirst;

/** Half of a cycle. */
public final class ClientSecond {

    private ClientSecond() {}

    public static void call(int depth) {
        if (depth > 0) {
            ClientFirst.call(depth - 1);
        }
    }
}
