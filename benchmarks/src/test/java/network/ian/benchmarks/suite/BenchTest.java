package network.ian.benchmarks.suite;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import network.ian.core.merkle.MerkleTree;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BenchTest {

    @TempDir
    private Path parent;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @Test
    void measuresByTurnsAndPrintsATable() throws IOException {
        int code = run("--quick");

        assertThat(code).as(err.toString(StandardCharsets.UTF_8)).isZero();
        assertThat(lines(out).get(0)).startsWith("ian bench --quick").contains(" cores, Java ", "load average");
        assertThat(lines(out)).anyMatch(line -> line.matches("tiny\\.tree +[\\d.,]+ 1/s  itself +[\\d.,]+ 1/s .*yes"));
        assertThat(lines(out)).anyMatch(line -> line.startsWith("1 of 1 targets met"));
        assertThat(lines(err))
                .filteredOn(line -> line.startsWith("tiny, round "))
                .hasSize(SuiteRun.ROUNDS);
        assertThat(parent).isEmptyDirectory();
    }

    @Test
    void aFailedMeasurementEndsOnlyItself() throws IOException {
        int code = run("--json");

        assertThat(code).isZero();
        out.reset();
        code = run(List.of(new Broken(), new Tiny()), "--json");
        assertThat(code).isEqualTo(70);
        assertThat(lines(out)).hasSize(1).first().asString().startsWith("[{\"name\":\"tiny.tree\"");
        assertThat(lines(err)).contains("broken failed: no such thing", "ian: failed: broken");
        assertThat(parent).isEmptyDirectory();
    }

    @Test
    void refusesADirectoryThatIsNotItsOwn() throws IOException {
        Path data = Files.createDirectory(parent.resolve("data"));
        Path precious = Files.writeString(data.resolve("precious"), "kept");

        assertThat(run()).isEqualTo(70);
        assertThat(lines(err)).hasSize(1).first().asString().contains(data + " is not empty", "--data-dir");
        assertThat(precious).hasContent("kept");
    }

    @Test
    void refusesAnUnknownMeasurement() throws IOException {
        assertThat(run("--only", "speed")).isEqualTo(2);
        assertThat(lines(err))
                .containsExactly("ian: --only: no measurement is called \"speed\", expected some of tiny");
        assertThat(parent).isEmptyDirectory();
    }

    @Test
    void refusesADiskWithTooLittleRoom() {
        assertThat(org.assertj.core.api.Assertions.catchThrowable(
                        () -> WorkDirectory.take(parent.resolve("data"), Long.MAX_VALUE)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(parent.resolve("data") + ": ")
                .hasMessageContaining("GiB are free");
        assertThat(parent).isEmptyDirectory();
    }

    @Test
    void leavesADirectoryThatWasThereAndNothingInIt() throws IOException {
        Path data = Files.createDirectory(parent.resolve("data"));

        assertThat(run()).as(err.toString(StandardCharsets.UTF_8)).isZero();
        assertThat(data).isEmptyDirectory();
        assertThat(org.assertj.core.api.Assertions.catchThrowable(() -> WorkDirectory.take(data, Long.MAX_VALUE)))
                .hasMessageContaining("GiB are free");
        assertThat(data).isEmptyDirectory();
    }

    @Test
    void namesAPlaceWhereItCannotWrite() throws IOException {
        Path file = Files.createFile(parent.resolve("data"));

        assertThat(org.assertj.core.api.Assertions.catchThrowable(() -> WorkDirectory.take(file.resolve("below"), 1)))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith("cannot write to " + file.resolve("below") + ": ");
    }

    private int run(String... arguments) {
        return run(List.of(new Tiny()), arguments);
    }

    private int run(List<Measurement> measurements, String... arguments) {
        Bench bench = new Bench(
                measurements,
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8));
        return bench.run(BenchOptions.parse(arguments), parent.resolve("data"), new InThisJvm());
    }

    private static List<String> lines(ByteArrayOutputStream stream) {
        return stream.toString(StandardCharsets.UTF_8).lines().toList();
    }

    private static final class InThisJvm implements Runner {

        @Override
        public List<Figure> run(Measurement measurement, Plan plan) throws Exception {
            return measurement.measure(plan);
        }

        @Override
        public void close() {}
    }

    private static final class Tiny implements Measurement {

        @Override
        public String name() {
            return "tiny";
        }

        @Override
        public List<Figure> measure(Plan plan) throws Exception {
            assertThat(plan.directory()).isEmptyDirectory();
            Files.writeString(plan.directory().resolve("left"), "behind");
            return List.of(ByTurns.measure(plan, name(), Tiny::perSecond, Tiny::perSecond)
                    .higherIsBetter("tiny.tree", "1/s", "itself", 1e-9));
        }

        private static double perSecond() {
            long started = System.nanoTime();
            MerkleTree tree = new MerkleTree();
            for (int i = 0; i < 100; i++) {
                tree.append(new byte[] {(byte) i});
            }
            return tree.view().size() * 1e9 / (System.nanoTime() - started);
        }
    }

    private static final class Broken implements Measurement {

        @Override
        public String name() {
            return "broken";
        }

        @Override
        public List<Figure> measure(Plan plan) throws IOException {
            throw new IOException("no such thing");
        }
    }
}
