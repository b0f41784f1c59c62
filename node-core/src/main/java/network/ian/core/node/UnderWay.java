package network.ian.core.node;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import network.ian.core.crypto.Hash;
import network.ian.core.ingest.Outcome;

/**
 * What is being decided for goals whose evaluations may take seconds. A client that was not answered in time sends the same again:
 * it then waits for the decision that is under way, which would otherwise be made twice. As many as are decided at a time, and at
 * most {@value #MOST_WAITING} that wait for one of them. Thread-safe.
 */
final class UnderWay {

    static final int MOST_WAITING = 16;

    private final Map<Key, Decision> decisions = new ConcurrentHashMap<>();

    private record Decision(CompletableFuture<Outcome> answer, AtomicInteger waiting) {}

    /** @param contribution what it is recognised by when it is sent again, among those of one goal */
    record Key(Hash topic, Object contribution) {}

    /**
     * Waits for the decision that is under way, or has one made.
     *
     * @param start begins to decide
     * @param again what who only waited is answered
     * @param tooMany what is answered where too many wait already
     */
    CompletableFuture<Outcome> decide(
            Key key,
            Supplier<CompletableFuture<Outcome>> start,
            UnaryOperator<Outcome> again,
            Supplier<Outcome> tooMany) {
        Decision own = new Decision(new CompletableFuture<>(), new AtomicInteger());
        Decision underWay = decisions.putIfAbsent(key, own);
        if (underWay == null) {
            return begin(key, own, start);
        }
        return underWay.waiting.incrementAndGet() > MOST_WAITING
                ? CompletableFuture.completedFuture(tooMany.get())
                : underWay.answer.thenApply(again);
    }

    private CompletableFuture<Outcome> begin(Key key, Decision own, Supplier<CompletableFuture<Outcome>> start) {
        CompletableFuture<Outcome> decision;
        try {
            decision = start.get();
        } catch (RuntimeException | Error e) {
            decision = CompletableFuture.failedFuture(e);
        }
        return decision.whenComplete((outcome, failure) -> {
            decisions.remove(key);
            if (failure == null) {
                own.answer.complete(outcome);
            } else {
                own.answer.completeExceptionally(failure);
            }
        });
    }

    /** Decisions under way. */
    int size() {
        return decisions.size();
    }
}
