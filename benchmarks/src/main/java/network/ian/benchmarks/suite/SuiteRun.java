package network.ian.benchmarks.suite;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import network.ian.benchmarks.ScratchNode;

/** Runs measurements one after the other, each in a directory of its own; one that fails does not keep the next from running. */
final class SuiteRun {

    /** Of each thing and what it is set against. */
    static final int ROUNDS = 5;

    private final Runner runner;
    private final boolean quick;
    private final Consumer<String> progress;

    SuiteRun(Runner runner, boolean quick, Consumer<String> progress) {
        this.runner = runner;
        this.quick = quick;
        this.progress = progress;
    }

    /** What came of it, and the names of the measurements that failed. */
    record Outcome(List<Figure> figures, List<String> failed) {}

    /**
     * Runs all of {@code chosen}.
     *
     * @throws InterruptedException if somebody ended one of them
     * @throws IOException if the directory cannot be written
     */
    Outcome run(List<Measurement> chosen, WorkDirectory directory) throws IOException, InterruptedException {
        List<Figure> figures = new ArrayList<>();
        List<String> failed = new ArrayList<>();
        Path shared = directory.make("shared");
        for (int i = 0; i < chosen.size(); i++) {
            Measurement measurement = chosen.get(i);
            progress.accept(measurement.name() + ", " + (i + 1) + " of " + chosen.size());
            Path own = directory.make(measurement.name());
            try {
                figures.addAll(run(measurement, new Plan(quick, ROUNDS, own, shared, progress)));
            } catch (MeasurementFailedException e) {
                failed.add(measurement.name());
                progress.accept(measurement.name() + " failed: " + e.getMessage());
            } finally {
                ScratchNode.delete(own);
            }
        }
        return new Outcome(figures, failed);
    }

    private List<Figure> run(Measurement measurement, Plan plan)
            throws InterruptedException, MeasurementFailedException {
        try {
            return runner.run(measurement, plan);
        } catch (InterruptedException | MeasurementFailedException e) {
            throw e;
        } catch (Exception e) {
            throw new MeasurementFailedException(Failure.words(e), e);
        }
    }
}
