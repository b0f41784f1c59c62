package network.ian.client.first;

import network.ian.client.second.ClientSecond;

/** Half of a cycle. */
public final class ClientFirst {

    private ClientFirst() {}

    public static void call(int depth) {
        if (depth > 0) {
            ClientSecond.call(depth - 1);
        }
    }
}
