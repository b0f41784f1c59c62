package network.ian.api.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiskProbeTest {

    private static final long SECOND = 1_000_000_000L;

    @TempDir
    private Path data;

    private final AtomicLong now = new AtomicLong();

    @Test
    void leavesNothingBehind() throws IOException {
        assertThat(new DiskProbe(data, now::get, Runnable::run).problem()).isEmpty();
        try (var files = Files.list(data)) {
            assertThat(files).isEmpty();
        }
    }

    @Test
    void aLinkInItsPlaceIsReplacedNotFollowed() throws IOException {
        Path victim = Files.writeString(data.resolve("victim"), "text");
        Files.createSymbolicLink(data.resolve(".health-probe"), victim);
        assertThat(new DiskProbe(data, now::get, Runnable::run).problem()).isEmpty();
        assertThat(victim).hasContent("text");
        assertThat(data.resolve(".health-probe")).doesNotExist();
    }

    @Test
    void saysWhenTheDirectoryTakesNoFile() {
        assertThat(new DiskProbe(data.resolve("gone"), now::get, Runnable::run).problem())
                .hasValueSatisfying(problem -> assertThat(problem).startsWith("the data directory takes no file"));
    }

    @Test
    void asksTheDiskOnceInFiveSeconds() {
        AtomicInteger probes = new AtomicInteger();
        DiskProbe probe = new DiskProbe(data, now::get, task -> {
            probes.incrementAndGet();
            task.run();
        });
        probe.problem();
        now.addAndGet(5 * SECOND - 1);
        probe.problem();
        assertThat(probes).hasValue(1);
        now.addAndGet(1);
        probe.problem();
        assertThat(probes).hasValue(2);
    }

    @Test
    void doesNotWaitForADiskThatHangs() {
        Deque<Runnable> hanging = new ArrayDeque<>();
        DiskProbe probe = new DiskProbe(data, now::get, hanging::add, 1);
        assertThat(probe.problem()).isPresent();
        now.addAndGet(60 * SECOND);
        assertThat(probe.problem()).isPresent();
        assertThat(hanging).as("no second probe while one hangs").hasSize(1);
        hanging.remove().run();
        assertThat(probe.problem()).as("a new probe, which hangs too").isPresent();
        hanging.remove().run();
        assertThat(probe.problem()).isEmpty();
    }
}
