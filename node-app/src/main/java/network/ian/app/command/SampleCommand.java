package network.ian.app.command;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.Callable;
import network.ian.app.cli.CommandFailure;
import network.ian.app.cli.Console;
import network.ian.app.cli.ExitCode;
import network.ian.core.codec.CanonicalJson;
import network.ian.core.codec.MalformedException;
import network.ian.core.contribution.ContributionRequest;
import network.ian.core.contribution.ContributionRequestCodec;
import network.ian.core.goal.GoalCatalog;
import network.ian.core.goal.GoalSpec;
import network.ian.core.runtime.OrderedWork;
import network.ian.core.runtime.WorkerPool;
import network.ian.core.sample.RequestSampler;
import network.ian.core.sample.SampleTimes;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code ian sample}. */
@Command(
        name = "sample",
        description = {
            "Print contribution requests, one JSON a line, ready to POST to /api/v1/contribute; most are good enough to be"
                    + " accepted.",
            "The same seed, time and count give the same bytes everywhere."
        })
public final class SampleCommand implements Callable<Integer> {

    private static final int LINES_AT_ONCE = 64;
    private static final int BATCHES_WAITING = 32;

    private final Console console;
    private final Clock clock;

    @Spec
    private CommandSpec spec;

    @Option(names = "--count", required = true, paramLabel = "N", description = "How many, 1 or more.")
    private long count;

    @Option(names = "--seed", required = true, paramLabel = "S", description = "Any integer of 64 bits.")
    private long seed;

    @Option(names = "--signed", description = "Sign with keys that follow from the seed.")
    private boolean signed;

    @Option(
            names = "--at",
            paramLabel = "MS",
            description = "Sign for this time, in milliseconds since the epoch (default: now); the time stamps rise to"
                    + " it over the 10 s before.")
    private Long at;

    @Option(
            names = "--goal",
            paramLabel = "ID",
            defaultValue = GoalCatalog.DEMO_GOAL,
            description = "The goal they are for (default: ${DEFAULT-VALUE}).")
    private String goalId;

    @Option(
            names = "--data-dir",
            paramLabel = "DIR",
            description = "Where to look the goal up; without it only the built-in one is known.")
    private Path dataDirectory;

    public SampleCommand(Console console, Clock clock) {
        this.console = console;
        this.clock = clock;
    }

    @Override
    public Integer call() throws IOException {
        requireArguments();
        RequestSampler sampler = sampler();
        SampleTimes times = new SampleTimes(at == null ? clock.millis() : at, count);
        int threads = Runtime.getRuntime().availableProcessors();
        try (WorkerPool pool = new WorkerPool("sample", threads, BATCHES_WAITING)) {
            OrderedWork<byte[]> batches = new OrderedWork<>(pool, BATCHES_WAITING, this::print);
            for (long from = 0; from < count && !console.out().checkError(); from += LINES_AT_ONCE) {
                long first = from;
                batches.submit(() -> lines(sampler, times, first));
            }
            batches.finish();
        }
        return ExitCode.OK.number();
    }

    private void requireArguments() {
        if (count < 1 || count > CanonicalJson.MAX_INTEGER) {
            throw new ParameterException(spec.commandLine(), "--count must be 1 to 2^53");
        }
        if (at != null && (at < 0 || at > CanonicalJson.MAX_INTEGER)) {
            throw new ParameterException(spec.commandLine(), "--at must be 0 to 2^53 milliseconds");
        }
    }

    private RequestSampler sampler() throws IOException {
        try {
            return new RequestSampler(goal(), seed);
        } catch (MalformedException e) {
            throw new CommandFailure(ExitCode.USAGE, e.getMessage());
        }
    }

    private GoalSpec goal() throws IOException {
        if (dataDirectory != null) {
            return GoalCatalog.readOnly(dataDirectory).specs().stream()
                    .filter(goal -> goal.goalId().equals(goalId))
                    .findFirst()
                    .orElseThrow(() -> new CommandFailure(
                            ExitCode.USAGE, "no goal " + goalId + " in " + dataDirectory.resolve("goals")));
        }
        if (!goalId.equals(GoalCatalog.DEMO_GOAL)) {
            throw new CommandFailure(
                    ExitCode.USAGE, "goal " + goalId + " is not built in: name the --data-dir that has it");
        }
        return GoalCatalog.demoGoal();
    }

    private byte[] lines(RequestSampler sampler, SampleTimes times, long first) {
        ByteArrayOutputStream lines = new ByteArrayOutputStream(LINES_AT_ONCE * 900);
        for (long index = first; index < Math.min(count, first + LINES_AT_ONCE); index++) {
            ContributionRequest request =
                    signed ? sampler.signed(index, times.timestampMs(index)) : sampler.unsigned(index);
            lines.writeBytes(ContributionRequestCodec.encode(request));
            lines.write('\n');
        }
        return lines.toByteArray();
    }

    private void print(byte[] lines) {
        console.out().write(lines, 0, lines.length);
    }
}
