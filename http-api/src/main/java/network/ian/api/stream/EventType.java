package network.ian.api.stream;

import java.util.List;

/** The JSON field {@code type} of events; the label {@code type} of {@code ian_stream_events_total}. */
public final class EventType {

    static final String CONTRIBUTION_ADDED = "contribution_added";
    static final String LOG_REORG = "log_reorg";
    static final String LEADERBOARD_UPDATE = "leaderboard_update";
    static final String PEER_CONNECTED = "peer_connected";
    static final String PEER_DISCONNECTED = "peer_disconnected";
    static final String SYNC_PROGRESS = "sync_progress";
    static final String TAU_COMMIT = "tau_commit";
    static final String GOAL_ADDED = "goal_added";

    /** All of them. */
    public static final List<String> ALL = List.of(
            CONTRIBUTION_ADDED,
            LOG_REORG,
            LEADERBOARD_UPDATE,
            PEER_CONNECTED,
            PEER_DISCONNECTED,
            SYNC_PROGRESS,
            TAU_COMMIT,
            GOAL_ADDED,
            Gap.TYPE);

    private EventType() {}
}
