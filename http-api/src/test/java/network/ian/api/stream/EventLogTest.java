package network.ian.api.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class EventLogTest {

    private static final long SEED = 0x57e4a;

    private static Happening about(Topic topic, String filler) {
        return new Happening("t", topic, () -> filler);
    }

    @Test
    void keepsTheLastEventsWithinItsBounds() {
        EventLog log = new EventLog("0123456789ab", 100, 50_000);
        for (int i = 1; i <= 250; i++) {
            log.append(about(Topic.PEERS, ""), i);
        }
        assertThat(log.head()).isEqualTo(250);
        assertThat(log.first()).isEqualTo(151);
        assertThat(log.get(151).sequence()).isEqualTo(151);
        for (long at = log.first(); at <= log.head(); at++) {
            log.json(log.get(at));
        }
        long encoded = log.bytes();
        assertThat(encoded).isGreaterThan(100 * 400);
        EventLog fat = new EventLog("0123456789ab", 100, 50_000);
        for (int i = 0; i < 100; i++) {
            fat.append(about(Topic.PEERS, "x".repeat(2_000)), i);
            fat.json(fat.get(fat.head()));
            fat.trim();
            assertThat(fat.bytes()).isLessThanOrEqualTo(50_000);
        }
        assertThat(fat.size()).isBetween(15, 30);
    }

    @Test
    void anEventIsEncodedOnce() {
        EventLog log = new EventLog("0123456789ab", 10, 50_000);
        int[] made = new int[1];
        log.append(new Happening("t", Topic.PEERS, () -> ++made[0]), 1);
        assertThat(made[0]).as("nobody asked").isZero();
        byte[] json = log.json(log.get(1));
        assertThat(log.json(log.get(1))).isSameAs(json);
        assertThat(FakeWire.text(json))
                .isEqualTo("{\"type\":\"t\",\"channel\":\"peers\",\"cursor\":\"0123456789ab-1\",\"goal_id\":null,"
                        + "\"timestamp\":1,\"data\":1}");
        assertThat(FakeWire.text(new Chunk(List.of(log.get(1)), json.length).eventStream()))
                .isEqualTo("event: t\nid: 0123456789ab-1\ndata: " + FakeWire.text(json) + "\n\n");
    }

    /** Against a log that keeps everything, with filters and resumptions at random. */
    @Test
    void whatAFollowerGetsAndMissesIsAllThereWas() {
        System.out.println("seed " + SEED);
        Random random = new Random(SEED);
        for (int world = 0; world < 100; world++) {
            EventLog log = new EventLog("0123456789ab", 1 + random.nextInt(40), 1 << 20);
            List<Topic> all = new ArrayList<>();
            Filter filter = filter(random);
            Follower follower = Follower.start(log, filter, Optional.empty()).follower();
            long got = 0;
            long missed = 0;
            for (int step = 0; step < 60; step++) {
                for (int i = random.nextInt(20); i > 0; i--) {
                    Topic topic = topic(random);
                    all.add(topic);
                    log.append(about(topic, ""), 0);
                }
                missed += follower.catchUp(log)
                        .map(gap -> gap.missed().getAsLong())
                        .orElse(0L);
                if (random.nextBoolean()) {
                    got += follower.read(new Chunks(log), random.nextInt(1_000))
                            .messages()
                            .size();
                }
                if (random.nextInt(5) == 0) {
                    Follower.Start start = Follower.start(log, filter, Optional.of(follower.cursor(log)));
                    assertThat(start.gap()).isEmpty();
                    follower = start.follower();
                }
            }
            missed += follower.catchUp(log).map(gap -> gap.missed().getAsLong()).orElse(0L);
            while (follower.isBehind(log)) {
                got += follower.read(new Chunks(log), 1_000).messages().size();
            }
            assertThat(got + missed)
                    .as("world %s", world)
                    .isEqualTo(all.stream().filter(filter::takes).count());
        }
    }

    private static Filter filter(Random random) {
        Set<Channel> channels = random.nextBoolean() ? Channel.ALL : Set.of(channel(random));
        return new Filter(channels, random.nextBoolean() ? Optional.empty() : Optional.of("A"));
    }

    private static Channel channel(Random random) {
        return List.copyOf(Channel.ALL).get(random.nextInt(Channel.ALL.size()));
    }

    private static Topic topic(Random random) {
        Channel channel = channel(random);
        return channel == Channel.PEERS ? Topic.PEERS : new Topic(channel, random.nextBoolean() ? "A" : "B");
    }
}
