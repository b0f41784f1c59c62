package network.ian.api.http;

import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Collections;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import network.ian.api.access.Caller;
import network.ian.api.access.ClientNetwork;
import network.ian.api.access.Credentials;
import network.ian.api.access.TrustedProxies;
import network.ian.core.codec.MalformedException;
import network.ian.core.runtime.MonotonicClock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Carries requests from Javalin to endpoints and answers back. */
final class RouteHandler {

    private static final Logger LOG = LoggerFactory.getLogger(RouteHandler.class);
    private static final String UNMATCHED = "unmatched";
    private static final String FORWARDED_FOR = "X-Forwarded-For";
    private static final int TOO_MANY = 429;
    private static final int NOT_MODIFIED = 304;

    private final Doorman doorman;
    private final TrustedProxies proxies;
    private final BodyReader bodies;
    private final AnswerWriter writer;
    private final HttpObserver observer;
    private final MonotonicClock ticker;
    private final Executor senders;

    /** @param senders where answers are sent that were not at hand: whoever completes them must not wait for a client */
    RouteHandler(
            Doorman doorman,
            TrustedProxies proxies,
            BodyReader bodies,
            AnswerWriter writer,
            HttpObserver observer,
            MonotonicClock ticker,
            Executor senders) {
        this.doorman = doorman;
        this.proxies = proxies;
        this.bodies = bodies;
        this.writer = writer;
        this.observer = observer;
        this.ticker = ticker;
        this.senders = senders;
    }

    /** Answers a request for {@code route}. */
    void handle(Route route, Context ctx) {
        long started = ticker.nanos();
        CompletableFuture<Answer> answer = decide(route, ctx).toCompletableFuture();
        if (answer.isDone()) {
            send(ctx, route.label(), started, outcome(answer));
        } else {
            ctx.future(() -> answer.handleAsync(
                    (value, failure) -> {
                        send(ctx, route.label(), started, failure == null ? value : failed(failure));
                        return null;
                    },
                    senders));
        }
    }

    /** Answers a request for which there is no route, or that the server gave up. */
    void handle(HttpResponseException problem, Context ctx) {
        long started = ticker.nanos();
        Answer answer = doorman.overRate(client(ctx)).orElseGet(() -> describe(problem, ctx));
        send(ctx, UNMATCHED, started, answer);
    }

    /** Answers a request whose handling broke outside an endpoint. */
    void handle(Exception problem, Context ctx) {
        send(ctx, UNMATCHED, ticker.nanos(), failed(problem));
    }

    private CompletionStage<Answer> decide(Route route, Context ctx) {
        try {
            if (!isAskedFor(route, ctx)) {
                return done(Answer.refused(400, "X-HTTP-Method-Override: not supported, use the method itself"));
            }
            Entry entry = doorman.decide(
                    route.access(),
                    client(ctx),
                    Credentials.of(header(ctx, "Authorization"), header(ctx, "X-API-Key")),
                    header(ctx, "Origin"));
            if (entry instanceof Entry.Refused refused) {
                return done(refused.answer());
            }
            return route.endpoint().answer(request(ctx, ((Entry.Admitted) entry).caller()));
        } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
            return done(failed(e));
        }
    }

    /** Javalin lets a header change the method, past whatever stands in front of this node. */
    private static boolean isAskedFor(Route route, Context ctx) {
        String method = ctx.req().getMethod();
        return method.equals(route.method().name()) || (route.method() == Route.Method.GET && method.equals("HEAD"));
    }

    private ApiRequest request(Context ctx, Optional<Caller> caller) {
        return new ApiRequest(
                caller,
                client(ctx),
                ctx.path(),
                ctx.pathParamMap(),
                QueryString.parse(ctx.req().getQueryString()),
                ctx.req()::getHeader,
                () -> readBody(ctx));
    }

    private RequestBody readBody(Context ctx) {
        try {
            long declared = ctx.req().getContentLengthLong();
            // Before the stream is touched, which would tell a waiting client to go on sending.
            bodies.requireShort(declared);
            return bodies.read(client(ctx), ctx.req().getInputStream(), declared);
        } catch (RefusedException e) {
            if (e.answer().status() == TOO_MANY) {
                observer.rateLimited();
            }
            throw e;
        } catch (IOException e) {
            throw new RefusedException(Answer.refused(400, "request: the body breaks off"));
        }
    }

    private void send(Context ctx, String route, long startedNanos, Answer answer) {
        drain(ctx, answer);
        byte[] octets = writer.bytes(answer.body());
        AnswerWriter.ownHeaders(answer).forEach(ctx::header);
        ctx.status(answer.status());
        ctx.contentType(AnswerWriter.contentType(answer.body()));
        if (answer.status() == NOT_MODIFIED) {
            // A file that is not sent again has the length that it had (RFC 9110 section 8.6).
            ctx.res().setContentLength(octets.length);
        } else {
            DetachedAnswers.send(
                    ctx.res(),
                    new DetachedAnswers.Body(
                            ByteBuffer.wrap(octets),
                            ClientNetwork.of(client(ctx)),
                            answer.body() instanceof Answer.Asset));
        }
        observer.answered(route, method(ctx), answer.status(), ticker.nanos() - startedNanos);
    }

    /**
     * A client that is still sending would have its connection reset before it reads why. One that was too slow would be
     * too slow again.
     */
    private void drain(Context ctx, Answer answer) {
        if (answer.status() < 400 || answer.status() == 408 || answer.status() == TOO_MANY) {
            return;
        }
        boolean hasBody = ctx.req().getContentLengthLong() > 0 || ctx.req().getHeader("Transfer-Encoding") != null;
        boolean waitsToSend = ctx.req().getHeader("Expect") != null;
        if (!hasBody || waitsToSend) {
            return;
        }
        try {
            bodies.drain(client(ctx), ctx.req().getInputStream());
        } catch (IOException e) {
            LOG.debug("A refused request's body could not be read to its end", e);
        }
    }

    private static Answer describe(HttpResponseException problem, Context ctx) {
        return switch (problem.getStatus()) {
            case 404 -> Answer.refused(404, "there is nothing at this path");
            case 405 -> {
                ctx.header("Allow", problem.getDetails().getOrDefault("availableMethods", ""));
                yield Answer.refused(405, "this path does not take that method");
            }
            default -> Answer.refused(problem.getStatus(), "the request cannot be served");
        };
    }

    private static Answer outcome(CompletableFuture<Answer> answer) {
        try {
            return answer.join();
        } catch (CompletionException e) {
            return failed(e);
        }
    }

    private static Answer failed(Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        if (cause instanceof RefusedException refused) {
            return refused.answer();
        }
        if (cause instanceof MalformedException malformed) {
            return Answer.refused(400, malformed.getMessage());
        }
        LOG.atError().setCause(cause).log("A request could not be answered");
        return Answer.refused(500, "this node failed to answer; its log says why");
    }

    private static CompletionStage<Answer> done(Answer answer) {
        return CompletableFuture.completedFuture(answer);
    }

    private String client(Context ctx) {
        String sender = ctx.req().getRemoteAddr();
        return proxies.isEmpty()
                ? sender
                : proxies.client(sender, Collections.list(ctx.req().getHeaders(FORWARDED_FOR)));
    }

    private static Optional<String> header(Context ctx, String name) {
        return Optional.ofNullable(ctx.req().getHeader(name));
    }

    private static String method(Context ctx) {
        String method = ctx.req().getMethod();
        return switch (method) {
            case "GET", "POST", "HEAD" -> method;
            default -> "OTHER";
        };
    }
}
