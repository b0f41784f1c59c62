package network.ian.core.finality;

import java.util.List;
import java.util.Optional;
import network.ian.core.finality.AnchoredGoal.Answer;
import network.ian.core.log.LogView;
import network.ian.core.state.LastAnchor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings a goal's log to the prefix that was folded, and knows which one it has. For one thread. */
final class PrefixFreezer {

    private static final Logger LOG = LoggerFactory.getLogger(PrefixFreezer.class);

    private final AnchoredGoal goal;
    private final PrefixRanking ranking;
    private List<Segment> inLog;

    /** @param frozen what the log starts with */
    PrefixFreezer(AnchoredGoal goal, PrefixRanking ranking, List<Segment> frozen) {
        this.goal = goal;
        this.ranking = ranking;
        this.inLog = frozen;
    }

    /** How many of {@code segments} the log's frozen prefix begins with. */
    int inPlace(List<Segment> segments) {
        int same = 0;
        while (same < Math.min(segments.size(), inLog.size())
                && segments.get(same).joins(inLog.get(same))) {
            same++;
        }
        return same;
    }

    /** Whether the log has exactly this prefix now; false: try again. Waits for the goal's writer. */
    boolean freeze(LogView log, List<Segment> segments, Optional<LastAnchor> anchor) {
        int same = inPlace(segments);
        if (same == segments.size() && same == inLog.size()) {
            return true;
        }
        int keep = Prefix.size(segments.subList(0, same));
        int[] more = Segment.concatenated(segments.subList(same, segments.size()));
        Answer answer =
                goal.freeze(new Freezing(keep, more, anchor, Optional.empty())).join();
        if (answer == Answer.NEEDS_RANKING) {
            // Read here, so that the goal's writer does not have to.
            LogView now = goal.log();
            Freezing.Ranking ranked = ranking.whole(now, Segment.concatenated(segments));
            answer = goal.freeze(new Freezing(keep, more, anchor, Optional.of(ranked)))
                    .join();
        }
        if (answer == Answer.DONE) {
            say(Prefix.size(inLog), Prefix.size(segments), keep);
            inLog = segments;
        }
        return answer == Answer.DONE;
    }

    private void say(int before, int after, int kept) {
        if (kept < before) {
            LOG.atWarn()
                    .addKeyValue("goal", goal.spec().goalId())
                    .addKeyValue("frozen_before", before)
                    .addKeyValue("kept", kept)
                    .addKeyValue("frozen", after)
                    .log("The chain was reorganised: a part of the log is no longer final as it was");
        } else {
            LOG.atInfo()
                    .addKeyValue("goal", goal.spec().goalId())
                    .addKeyValue("frozen", after)
                    .log("Entries became final");
        }
    }
}
