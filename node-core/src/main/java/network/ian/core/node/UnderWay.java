package network.ian.core.node;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import network.ian.core.crypto.Hash;
import network.ian.core.ingest.Outcome;

/**
 * What is being decided for goals whose evaluations may take seconds. A client that was not answered in time sends the same again:
 * it then waits for the decision that is under way, which would otherwise be made twice. As many as are decided at a time.
 * Thread-safe.
 */
final class UnderWay {

    private final Map<Key, CompletableFuture<Outcome>> answers = new ConcurrentHashMap<>();

    /** @param contribution what it is recognised by when it is sent again, among those of one goal */
    record Key(Hash topic, Object contribution) {}

    /**
     * Waits for the decision that is under way, or has one made.
     *
     * @param start begins to decide; its answer never completes exceptionally
     * @param again what who only waited is answered
     */
    CompletableFuture<Outcome> decide(
            Key key, Supplier<CompletableFuture<Outcome>> start, UnaryOperator<Outcome> again) {
        CompletableFuture<Outcome> answer = new CompletableFuture<>();
        CompletableFuture<Outcome> underWay = answers.putIfAbsent(key, answer);
        if (underWay != null) {
            return underWay.thenApply(again);
        }
        CompletableFuture<Outcome> decision;
        try {
            decision = start.get();
        } catch (RuntimeException | Error e) {
            answers.remove(key);
            answer.completeExceptionally(e);
            throw e;
        }
        return decision.thenApply(outcome -> {
            // Before anybody is told: whoever sends it again then finds it in the log.
            answers.remove(key);
            answer.complete(outcome);
            return outcome;
        });
    }

    /** Decisions under way. */
    int size() {
        return answers.size();
    }
}
