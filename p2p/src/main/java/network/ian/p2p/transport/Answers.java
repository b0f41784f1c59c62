package network.ian.p2p.transport;

import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Futures of which one thing is certain: they complete with a value. */
final class Answers {

    private Answers() {}

    /** What {@code question} gives, or {@code otherwise} after {@code failed} was told why it gave nothing. */
    static <T> CompletableFuture<T> of(
            Supplier<CompletableFuture<T>> question, T otherwise, Consumer<Throwable> failed) {
        CompletableFuture<T> asked;
        try {
            asked = question.get();
        } catch (RuntimeException e) {
            asked = CompletableFuture.failedFuture(e);
        }
        return asked.exceptionally(failure -> {
            failed.accept(failure);
            return otherwise;
        });
    }
}
