package network.ian.api.http;

import java.util.concurrent.CompletableFuture;

/** An endpoint that has its answer at hand. */
@FunctionalInterface
public interface ReadEndpoint {

    /** The answer; refuses as {@link Endpoint#answer} does. */
    Answer read(ApiRequest request);

    /** As an endpoint whose answer is complete at once. */
    default Endpoint asEndpoint() {
        return request -> CompletableFuture.completedFuture(read(request));
    }
}
