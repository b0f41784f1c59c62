package network.ian.client.stream;

/** Messages as a node sends them. */
final class Events {

    static final String RUN = "68f3a1c2d4e5";
    static final String ROOT = "ab".repeat(32);

    private Events() {}

    static String cursor(int number) {
        return RUN + "-" + number;
    }

    static String subscribed(String cursor) {
        return "{\"type\":\"subscribed\",\"channels\":[\"leaderboard\"],\"goal\":null,\"cursor\":\"" + cursor + "\"}";
    }

    static String leaderboard(int number) {
        return event("leaderboard_update", cursor(number), "\"G\"", "{\"leaderboard_root\":\"" + ROOT + "\"}");
    }

    static String gap(String cursor, String missed, String reason) {
        return event("gap", cursor, "null", "{\"missed\":" + missed + ",\"reason\":\"" + reason + "\"}");
    }

    static String event(String type, String cursor, String goal, String data) {
        return "{\"type\":\"" + type + "\",\"channel\":\"x\",\"cursor\":\"" + cursor + "\",\"goal_id\":" + goal
                + ",\"timestamp\":1790000000000,\"data\":" + data + ",\"newer\":{\"field\":[1.5]}}";
    }
}
