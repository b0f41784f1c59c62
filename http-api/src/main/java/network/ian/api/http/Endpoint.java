package network.ian.api.http;

import java.util.concurrent.CompletionStage;

/** Answers the requests of one route. Knows nothing of the server that carries them. Thread-safe. */
@FunctionalInterface
public interface Endpoint {

    /**
     * Answers a request, at once or later; never blocks for longer than a read from disk takes.
     *
     * @throws RefusedException if the request is refused
     * @throws network.ian.core.codec.MalformedException if a field of it is malformed
     */
    CompletionStage<Answer> answer(ApiRequest request);
}
