package network.ian.api.stream;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import network.ian.core.crypto.Hash;
import network.ian.core.view.AnchorSummary;
import network.ian.core.view.AnchorView;
import network.ian.core.view.Finality;
import network.ian.core.view.TauStatus;

/**
 * Tells which anchors came onto the best chain or settled since the last look. Listing them costs as much as there are, so
 * it is done only when the chain or what is final has changed, and every few seconds while one can settle by time. One
 * thread owns it.
 */
final class AnchorWatch {

    private static final int LOOKS_WHILE_UNSETTLED = 5;

    private final AnchorView anchors;
    private final Supplier<List<String>> goals;
    private final Map<String, Known> known = new HashMap<>();

    /** What was seen of a goal. */
    private record Known(Mark mark, Set<Standing> standings, boolean unsettled, int looks) {}

    /** Changes whenever a list of anchors may, but for time. */
    private record Mark(Optional<TauStatus.Head> head, Finality finality) {}

    private record Standing(long sequence, Hash transaction, Hash block, boolean settled) {}

    private record Commit(
            long block, String blockHash, long sequence, int size, String root, boolean settled, String transaction) {}

    /** @param goals ids of the node's goals now */
    AnchorWatch(AnchorView anchors, Supplier<List<String>> goals) {
        this.anchors = anchors;
        this.goals = goals;
    }

    void look(Consumer<Happening> tell) {
        Optional<TauStatus.Head> head = anchors.tau().head();
        goals.get().forEach(goal -> look(goal, new Mark(head, anchors.finality(goal)), tell));
    }

    private void look(String goal, Mark mark, Consumer<Happening> tell) {
        Known before = known.get(goal);
        if (before != null && before.mark().equals(mark)) {
            boolean again = before.unsettled() && before.looks() >= LOOKS_WHILE_UNSETTLED;
            if (!again) {
                known.put(goal, new Known(mark, before.standings(), before.unsettled(), before.looks() + 1));
                return;
            }
        }
        List<AnchorSummary> all = anchors.anchors(goal);
        Set<Standing> standings = new HashSet<>();
        for (AnchorSummary anchor : all) {
            Standing standing =
                    new Standing(anchor.sequence(), anchor.transaction(), anchor.blockHash(), anchor.settled());
            standings.add(standing);
            // What stood on the chain before the first look is no news.
            if (before != null && !before.standings().contains(standing)) {
                tell.accept(happening(goal, anchor));
            }
        }
        boolean unsettled = all.stream().anyMatch(anchor -> !anchor.settled());
        known.put(goal, new Known(mark, standings, unsettled, 0));
    }

    private static Happening happening(String goal, AnchorSummary anchor) {
        return new Happening(
                EventType.TAU_COMMIT,
                new Topic(Channel.TAU, goal),
                () -> new Commit(
                        anchor.blockNumber(),
                        anchor.blockHash().hex(),
                        anchor.sequence(),
                        anchor.size(),
                        anchor.logRoot().hex(),
                        anchor.settled(),
                        anchor.transaction().hex()));
    }
}
