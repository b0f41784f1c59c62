package network.ian.api.rest;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.lang.ref.WeakReference;
import java.util.function.BiFunction;
import network.ian.api.http.ApiJson;
import network.ian.core.codec.Bytes;
import network.ian.core.node.GoalView;

/**
 * Pages of goals as JSON. A page holds for exactly the view that it was made of, and whoever asks brings the view of that moment, so
 * that no page is ever shown after what it does not have was acknowledged. At most 16 MiB of them are kept. Thread-safe.
 */
final class PreparedPages {

    private static final long MOST_BYTES = 16L << 20;

    private final Cache<Key, Page> pages = Caffeine.newBuilder()
            .maximumWeight(MOST_BYTES)
            .weigher((Key key, Page page) -> page.json().size())
            .build();

    private record Key(String goalId, int size) {}

    /** @param view that is not kept from being collected */
    private record Page(WeakReference<GoalView> view, Bytes json) {}

    /**
     * A page of a goal.
     *
     * @param view the goal's own of now
     * @param size entries on the page
     * @param make what is written as JSON
     */
    Bytes of(String goalId, GoalView view, int size, BiFunction<GoalView, Integer, Object> make) {
        Key key = new Key(goalId, size);
        Page page = pages.getIfPresent(key);
        if (page == null || !page.view().refersTo(view)) {
            // Two may make the same page at once, which is cheaper than to wait.
            page = new Page(new WeakReference<>(view), Bytes.wrap(ApiJson.write(make.apply(view, size))));
            pages.put(key, page);
        }
        return page.json();
    }
}
