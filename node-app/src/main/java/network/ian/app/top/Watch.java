package network.ian.app.top;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** What is known of the node so far, and what is shown of it. Not thread-safe. */
final class Watch {

    /** Events that are kept; more than a terminal shows. */
    private static final int EVENTS = 200;

    private final SnapshotReader reader = new SnapshotReader();
    private final Deque<Event> events = new ArrayDeque<>();
    private Snapshot newest;
    private boolean follows;
    private Optional<String> trouble = Optional.empty();
    private Optional<Picture> frozen = Optional.empty();
    private boolean help;

    Watch(Answers first) {
        newest = reader.read(first);
    }

    void looked(Answers answers) {
        newest = reader.read(answers);
        trouble = Optional.empty();
    }

    void failed(String why) {
        trouble = Optional.of(why);
    }

    void happened(Event event) {
        events.addFirst(event);
        if (events.size() > EVENTS) {
            events.removeLast();
        }
    }

    void following(boolean isFollowing) {
        follows = isFollowing;
    }

    /** Holds the picture as it is, or lets it go on. */
    void pause() {
        frozen = frozen.isPresent() ? Optional.empty() : Optional.of(now(Optional.empty()));
    }

    void help() {
        help = !help;
    }

    /** The goal that many places after the one that is shown, in a circle; empty if there is only that. */
    Optional<String> goalAfter(int places) {
        int count = newest.goals().size();
        return count < 2
                ? Optional.empty()
                : Optional.of(newest.goals()
                        .get(Math.floorMod(newest.chosen() + places, count))
                        .id());
    }

    /** The goal at an index; empty if there is none. */
    Optional<String> goalAt(int index) {
        return index < newest.goals().size()
                ? Optional.of(newest.goals().get(index).id())
                : Optional.empty();
    }

    /**
     * What is to be shown.
     *
     * @param nowMs to say for how long there has been nothing new
     * @param patienceMs after which there should have been
     */
    Picture picture(long nowMs, long patienceMs) {
        long silent = nowMs - newest.timeMs();
        boolean late = silent > patienceMs;
        Optional<Picture.Outage> outage = trouble.isPresent() || late
                ? Optional.of(new Picture.Outage(silent, trouble.orElse("its answer takes long")))
                : Optional.empty();
        Picture picture = frozen.map(held -> held.during(outage)).orElseGet(() -> now(outage));
        return help ? picture.withHelp() : picture;
    }

    private Picture now(Optional<Picture.Outage> outage) {
        return new Picture(newest, List.copyOf(events), follows, outage, false, false);
    }
}
