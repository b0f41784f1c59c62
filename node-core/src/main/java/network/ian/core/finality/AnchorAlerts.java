package network.ian.core.finality;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says once of each anchor that does not come true, and remembers since when those are pending that are. For one thread. */
final class AnchorAlerts {

    private static final Logger LOG = LoggerFactory.getLogger(AnchorAlerts.class);

    private final String goalId;
    private final Set<SettledAnchor> said = new HashSet<>();
    private final Map<SettledAnchor, Long> pendingSince = new HashMap<>();

    AnchorAlerts(String goalId) {
        this.goalId = goalId;
    }

    /** Since when each pending one is, in the order of {@code standings}. */
    List<Long> note(List<AnchorStanding> standings, long nowNanos) {
        said.retainAll(anchors(standings));
        List<AnchorStanding> pending = standings.stream()
                .filter(standing -> standing.state() == AnchorStanding.State.PENDING)
                .toList();
        pendingSince.keySet().retainAll(anchors(pending));
        pending.forEach(standing -> pendingSince.putIfAbsent(standing.anchor(), nowNanos));
        standings.stream().filter(standing -> isAlarming(standing, nowNanos)).forEach(this::say);
        return pending.stream()
                .map(standing -> pendingSince.get(standing.anchor()))
                .toList();
    }

    private static Set<SettledAnchor> anchors(List<AnchorStanding> standings) {
        return standings.stream().map(AnchorStanding::anchor).collect(Collectors.toSet());
    }

    private boolean isAlarming(AnchorStanding standing, long nowNanos) {
        return switch (standing.state()) {
            case FROZEN -> false;
            case PENDING -> FoldResult.isLate(pendingSince.get(standing.anchor()), nowNanos);
            case CONTRADICTS, INADMISSIBLE -> true;
        };
    }

    private void say(AnchorStanding standing) {
        if (said.add(standing.anchor())) {
            LOG.atError()
                    .addKeyValue("goal", goalId)
                    .addKeyValue("sequence", standing.anchor().sequence())
                    .addKeyValue("size", standing.anchor().size())
                    .addKeyValue("root", standing.anchor().logRoot())
                    .addKeyValue("state", standing.state())
                    .log("The log here and an anchored root disagree: {}", standing.detail());
        }
    }
}
