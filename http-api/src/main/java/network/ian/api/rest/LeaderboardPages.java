package network.ian.api.rest;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.lang.ref.WeakReference;
import java.util.Arrays;
import java.util.function.BiFunction;
import java.util.stream.IntStream;
import network.ian.api.http.ApiJson;
import network.ian.core.codec.Bytes;
import network.ian.core.node.GoalView;
import network.ian.core.projection.LeaderboardView;

/**
 * Pages of leaderboards as JSON. Whoever asks brings the view of that moment, and a page holds for a view with the same board whose
 * shown entries stand at the same positions of the log, so that nothing is ever shown that an acknowledged entry has changed. At
 * most 16 MiB of pages are kept. Thread-safe.
 */
final class LeaderboardPages {

    private static final long MOST_BYTES = 16L << 20;
    private static final int PENDING = -1;

    private final BiFunction<GoalView, Integer, Object> make;
    private final Cache<Key, Page> pages = Caffeine.newBuilder()
            .maximumWeight(MOST_BYTES)
            .weigher((Key key, Page page) -> page.json.size())
            .build();

    /** @param make what is written as JSON of a view and so many of its ranked entries; depends on nothing but these and their positions */
    LeaderboardPages(BiFunction<GoalView, Integer, Object> make) {
        this.make = make;
    }

    private record Key(String goalId, int shown) {}

    /**
     * A page of a goal.
     *
     * @param view the goal's own of now
     * @param shown entries on the page, no more than the board has
     */
    Bytes of(String goalId, GoalView view, int shown) {
        Key key = new Key(goalId, shown);
        Page page = pages.getIfPresent(key);
        if (page == null || !page.view.refersTo(view)) {
            // Two may make the same page at once, which is cheaper than to wait.
            page = page(page, view, positions(view, shown));
            pages.put(key, page);
        }
        return page.json;
    }

    private Page page(Page before, GoalView view, int[] positions) {
        boolean holds = before != null
                && before.board.refersTo(view.leaderboard())
                && Arrays.equals(before.positions, positions);
        Bytes json = holds ? before.json : Bytes.wrap(ApiJson.write(make.apply(view, positions.length)));
        return new Page(view, positions, json);
    }

    private static int[] positions(GoalView view, int shown) {
        return IntStream.rangeClosed(1, shown)
                .map(rank ->
                        view.log().positionOf(view.leaderboard().at(rank).id()).orElse(PENDING))
                .toArray();
    }

    /** Keeps neither the view nor the board from being collected. */
    private static final class Page {

        private final WeakReference<GoalView> view;
        private final WeakReference<LeaderboardView> board;
        private final int[] positions;
        private final Bytes json;

        private Page(GoalView view, int[] positions, Bytes json) {
            this.view = new WeakReference<>(view);
            this.board = new WeakReference<>(view.leaderboard());
            this.positions = positions;
            this.json = json;
        }
    }
}
