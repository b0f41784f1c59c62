package network.ian.app.goal;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import network.ian.core.codec.MalformedException;
import network.ian.core.fuzz.FuzzContract;
import network.ian.core.fuzz.FuzzTarget;
import network.ian.core.fuzz.FuzzTarget.Allocation;
import network.ian.core.goal.GoalCatalog;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A goal's file from a stranger, comments and all: the goal, or a sentence with its place, in bounded memory and time. */
class DocumentFuzzTest extends FuzzContract {

    private static final int LONG = 250_000;
    private static final long MOST_ALLOCATED = 64 << 20;

    @Override
    protected List<FuzzTarget> targets() {
        String spec = new String(GoalCatalog.demoGoal().canonical().toArray(), StandardCharsets.UTF_8);
        String commented = "// a goal\n/* with\n two lines */" + spec.replaceFirst(",", ", // why\n /* x */");
        return List.of(new FuzzTarget(
                "goal file with comments",
                List.of(commented.getBytes(StandardCharsets.UTF_8), spec.getBytes(StandardCharsets.UTF_8)),
                FuzzTarget.JSON,
                List.of(MalformedException.class),
                new Allocation(400, 1 << 20),
                500_000,
                DocumentFuzzTest::read));
    }

    /** The names of fields in each other, one name that is longer than all paths, quotes that end nowhere. */
    @ParameterizedTest
    @ValueSource(strings = {"{\"aaaaaaaaaaaaaaaa\":", "[", "\"\\", "/*", "{\"NAME\":[1,1,1,1"})
    void aHostileFileCostsNoMoreThanALongOne(String unit) {
        String name = "n".repeat(LONG / 3);
        String text = unit.contains("NAME")
                ? "{\"" + name + "\":[" + "1,".repeat(LONG / 4) + "1]}"
                : unit.repeat(LONG / unit.length());
        byte[] octets = text.getBytes(StandardCharsets.UTF_8);
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        long cpu = threads.getCurrentThreadCpuTime();
        try {
            read(octets);
        } catch (MalformedException | IOException e) {
            assertThat(e).hasMessageNotContaining("Exception");
        }
        assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(MOST_ALLOCATED);
        assertThat(threads.getCurrentThreadCpuTime() - cpu).isLessThan(2_000_000_000L);
    }

    /** As {@code ian goal check} reads it. */
    private static void read(byte[] input) throws IOException {
        GoalDocument document = GoalDocument.read(Path.of("-"), new ByteArrayInputStream(input));
        try {
            document.decode();
        } catch (MalformedException e) {
            assertThat(document.problem(e).sentence()).isNotBlank();
            throw e;
        }
    }
}
