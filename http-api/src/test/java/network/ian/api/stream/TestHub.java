package network.ian.api.stream;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Consumer;
import network.ian.core.runtime.ManualClock;

/** A hub whose time, events and clients a test holds in its hands. */
final class TestHub implements HubSource, StreamObserver {

    static final String RUN = "0123456789ab";
    static final Topic CONTRIBUTIONS = new Topic(Channel.CONTRIBUTIONS, "G");

    final ManualClock clock = new ManualClock();
    final Hub hub;
    final Map<Ending, Integer> dropped = new EnumMap<>(Ending.class);
    final Map<Gap.Reason, Integer> gaps = new EnumMap<>(Gap.Reason.class);
    final Map<String, Integer> happened = new HashMap<>();
    long sentBytes;
    int clients;
    int kept;
    int left;
    boolean admitted = true;
    private final List<Happening> waiting = new ArrayList<>();
    private int made;

    record Numbered(int n, String filler) {}

    TestHub(int history) {
        this.hub = new Hub(this, RUN, history, this, clock.wall(), clock);
    }

    FakeWire join(Transport transport) {
        FakeWire wire = new FakeWire(new StreamClient(() -> admitted, clock), transport);
        hub.join(wire, wire.client, () -> left++);
        return wire;
    }

    /** A client that is subscribed to everything. */
    FakeWire subscribed() {
        FakeWire wire = join(Transport.WEBSOCKET);
        subscribe(wire, Filter.EVERYTHING, null);
        return wire;
    }

    static void subscribe(FakeWire wire, Filter filter, String since) {
        wire.client.order(
                new Order.Subscribe(filter, Optional.ofNullable(since).map(text -> Cursor.parse("since", text))));
    }

    static Filter only(Channel channel) {
        return new Filter(Set.of(channel), Optional.empty());
    }

    /** Events numbered from 1 on. */
    void happen(int count) {
        happen(count, CONTRIBUTIONS, "");
    }

    void happen(int count, Topic topic, String filler) {
        for (int i = 0; i < count; i++) {
            int n = ++made;
            waiting.add(new Happening("contribution_added", topic, () -> new Numbered(n, filler)));
        }
    }

    /** The node itself loses events. */
    void lose(int count) {
        waiting.add(new Gap(Gap.Reason.OVERRUN, OptionalLong.of(count)).happening());
    }

    /** Lets time go by, with a round every 50 ms. */
    void run(Duration time) {
        for (long rounds = time.toMillis() / 50; rounds > 0; rounds--) {
            clock.advance(Duration.ofMillis(50));
            hub.round();
        }
    }

    void round() {
        run(Duration.ofMillis(50));
    }

    @Override
    public void drain(Consumer<Happening> tell) {
        waiting.forEach(tell);
        waiting.clear();
    }

    @Override
    public void look(Consumer<Happening> tell) {}

    @Override
    public void close() {}

    @Override
    public void clients(Transport transport, int change) {
        clients += change;
    }

    @Override
    public void happened(String type) {
        happened.merge(type, 1, Integer::sum);
    }

    @Override
    public void sent(int messages, long bytes) {
        sentBytes += bytes;
    }

    @Override
    public void dropped(Ending ending) {
        dropped.merge(ending, 1, Integer::sum);
    }

    @Override
    public void gap(Gap.Reason reason) {
        gaps.merge(reason, 1, Integer::sum);
    }

    @Override
    public void refused(String reason) {}

    @Override
    public void kept(int events) {
        kept = events;
    }
}
