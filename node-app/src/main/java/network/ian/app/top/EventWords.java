package network.ian.app.top;

import java.util.Optional;
import network.ian.client.stream.StreamEvent;

/** Says what an event of the stream tells, in a few words. */
final class EventWords {

    private EventWords() {}

    /** The event for a screen; empty for what a screen shows anyway. */
    static Optional<Event> of(StreamEvent event) {
        if (event instanceof StreamEvent.ContributionAdded added) {
            String index = added.logIndex().isPresent() ? "#" + added.logIndex().getAsLong() + " " : "";
            return told(
                    event,
                    "contribution_added",
                    Role.PLAIN,
                    index + Words.decimal(added.score()) + " by " + added.contributorId());
        }
        if (event instanceof StreamEvent.LogReorg reorg) {
            String text =
                    "entries moved from " + Words.count(reorg.fromIndex()) + " on, of " + Words.count(reorg.logSize());
            return told(event, "log_reorg", Role.WARNING, text);
        }
        if (event instanceof StreamEvent.PeerConnected peer) {
            return told(event, "peer_connected", Role.GOOD, peer(peer.nodeId(), peer.direction(), peer.address()));
        }
        if (event instanceof StreamEvent.PeerDisconnected peer) {
            return told(
                    event, "peer_disconnected", Role.WARNING, peer(peer.nodeId(), peer.direction(), peer.address()));
        }
        if (event instanceof StreamEvent.SyncProgress sync) {
            Role role = sync.state().equals("diverged") ? Role.BAD : Role.PLAIN;
            return told(event, "sync_progress", role, sync.state() + lag(sync.lag()));
        }
        if (event instanceof StreamEvent.TauCommit commit) {
            String text = Words.count(commit.size()) + " entries in block " + Words.count(commit.block())
                    + (commit.settled() ? ", settled" : "");
            return told(event, "tau_commit", commit.settled() ? Role.GOOD : Role.PLAIN, text);
        }
        if (event instanceof StreamEvent.GoalAdded added) {
            return told(event, "goal_added", Role.GOOD, added.id() + ", " + added.name());
        }
        if (event instanceof StreamEvent.Gap gap) {
            String missed = gap.missed().isPresent() ? Words.count(gap.missed().getAsLong()) + " events missed, " : "";
            return told(event, "gap", Role.WARNING, missed + gap.reason());
        }
        if (event instanceof StreamEvent.Other other) {
            return told(event, other.type(), Role.PLAIN, other.data().toString());
        }
        return Optional.empty();
    }

    private static Optional<Event> told(StreamEvent event, String what, Role role, String text) {
        return Optional.of(new Event(event.timestampMs(), event.goalId(), what, text, role));
    }

    private static String peer(String nodeId, String direction, String address) {
        return Words.id(nodeId) + " " + direction + " " + address;
    }

    private static String lag(long lag) {
        return lag == 0 ? "" : ", lag " + Words.count(lag);
    }
}
