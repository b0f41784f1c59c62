package network.ian.client.stream;

import network.ian.client.answer.Fields;
import network.ian.client.answer.Measured;

/** Reads events as docs/STREAM.md has them. */
final class EventReader {

    private EventReader() {}

    /** @throws network.ian.core.codec.MalformedException naming the field that is wrong */
    static StreamEvent read(Fields in, String cursor) {
        StreamEvent.Envelope envelope =
                new StreamEvent.Envelope(cursor, in.optionalText("goal_id"), in.integer("timestamp"));
        String type = in.text("type");
        Fields data = in.child("data");
        return switch (type) {
            case "contribution_added" -> contribution(envelope, data);
            case "log_reorg" ->
                new StreamEvent.LogReorg(
                        envelope, data.count("from_index"), data.count("log_size"), data.hash("log_root"));
            case "leaderboard_update" -> new StreamEvent.LeaderboardUpdate(envelope, data.hash("leaderboard_root"));
            case "peer_connected" ->
                new StreamEvent.PeerConnected(
                        envelope,
                        data.text("node_id"),
                        data.text("address"),
                        data.text("direction"),
                        data.decimal("score"));
            case "peer_disconnected" ->
                new StreamEvent.PeerDisconnected(
                        envelope,
                        data.text("node_id"),
                        data.text("address"),
                        data.text("direction"),
                        data.decimal("score"));
            case "sync_progress" ->
                new StreamEvent.SyncProgress(
                        envelope, data.text("state"), data.count("lag"), data.count("log_size"), data.hash("log_root"));
            case "tau_commit" ->
                new StreamEvent.TauCommit(
                        envelope,
                        data.count("block"),
                        data.count("size"),
                        data.hash("root"),
                        data.bool("settled"),
                        data.optionalText("transaction"));
            case "goal_added" ->
                new StreamEvent.GoalAdded(envelope, data.text("goal_id"), data.hash("topic"), data.text("name"));
            case "gap" -> new StreamEvent.Gap(envelope, data.optionalInteger("missed"), data.text("reason"));
            default -> new StreamEvent.Other(envelope, type, data.json());
        };
    }

    private static StreamEvent contribution(StreamEvent.Envelope envelope, Fields data) {
        return new StreamEvent.ContributionAdded(
                envelope,
                data.hash("contribution_id"),
                data.text("contributor_id"),
                data.hash("pack_hash"),
                data.optionalInteger("log_index"),
                data.decimal("score"),
                Measured.read(data.child("metrics")));
    }
}
