package network.ian.core.history;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongConsumer;
import network.ian.core.codec.MalformedException;
import network.ian.core.contribution.ContributionRequest;
import network.ian.core.contribution.ContributionRequestCodec;
import network.ian.core.ingest.Entrance;
import network.ian.core.ingest.Outcome;
import network.ian.core.node.Goal;
import network.ian.core.node.Node;
import network.ian.core.verdict.Verdict;

/**
 * Puts signed requests of any age into a node, as many at once as keep its workers busy, never so many that it would
 * refuse them. For one thread.
 */
public final class HistoryImport {

    private static final int MOST_IN_FLIGHT = 1024;
    private static final long MOST_BYTES_IN_FLIGHT = 32L << 20;
    private static final int ATTEMPTS = 4;

    private final Node node;
    private final int maxLineBytes;
    private final Deque<Pending> inFlight = new ArrayDeque<>();
    private final ImportTally tally = new ImportTally();
    private long bytesInFlight;

    /** @param maxLineBytes longest request, in bytes */
    public HistoryImport(Node node, int maxLineBytes) {
        this.node = node;
        this.maxLineBytes = maxLineBytes;
    }

    /**
     * Takes every line, up to the first malformed one. What the report counts as accepted is durable.
     *
     * @param bytesRead told how far the input was read
     * @throws IOException if the input cannot be read
     */
    public ImportReport run(RequestLines lines, LongConsumer bytesRead) throws IOException {
        Optional<ImportReport.MalformedLine> malformed = Optional.empty();
        try {
            for (Optional<byte[]> line = lines.next(); line.isPresent(); line = lines.next()) {
                take(line.get());
                bytesRead.accept(lines.bytesRead());
            }
        } catch (MalformedException e) {
            malformed = Optional.of(new ImportReport.MalformedLine(lines.number(), e.getMessage()));
        } finally {
            while (!inFlight.isEmpty()) {
                settleFirst();
            }
        }
        return tally.report(malformed);
    }

    private void take(byte[] line) {
        ContributionRequest request = ContributionRequestCodec.decode(line, maxLineBytes);
        if (request.proof().isEmpty()) {
            throw new MalformedException("signature", "missing; only signed requests can be imported");
        }
        Goal goal = node.goal(request.goalId())
                .orElseThrow(() -> new MalformedException("goal_id", "no goal " + request.goalId() + " here"));
        int mostInFlight = Math.min(MOST_IN_FLIGHT, node.ingress().room(goal));
        while (inFlight.size() >= mostInFlight || bytesInFlight > MOST_BYTES_IN_FLIGHT) {
            settleFirst();
        }
        inFlight.add(new Pending(goal, request, line.length, submit(goal, request)));
        bytesInFlight += line.length;
    }

    private CompletableFuture<Outcome> submit(Goal goal, ContributionRequest request) {
        return node.ingress().submit(goal, request, Entrance.HISTORY);
    }

    private void settleFirst() {
        Pending first = inFlight.remove();
        bytesInFlight -= first.bytes;
        Outcome outcome = first.answer.join();
        for (int attempt = 2; attempt <= ATTEMPTS && outcome.verdict() instanceof Verdict.Undecided; attempt++) {
            // Alone, so that whatever ran short is not short because of this import.
            inFlight.forEach(other -> other.answer.join());
            first.goal.forgetUndecided(outcome.packHash());
            outcome = submit(first.goal, first.request).join();
        }
        tally.count(outcome.verdict());
    }

    private record Pending(Goal goal, ContributionRequest request, int bytes, CompletableFuture<Outcome> answer) {}
}
