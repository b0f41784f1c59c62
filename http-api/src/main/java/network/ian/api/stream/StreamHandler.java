package network.ian.api.stream;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import network.ian.api.access.Credentials;
import network.ian.api.access.TrustedProxies;
import network.ian.api.http.Access;
import network.ian.api.http.Answer;
import network.ian.api.http.AnswerSender;
import network.ian.api.http.AnswerWriter;
import network.ian.api.http.Doorman;
import network.ian.api.http.Entry;
import network.ian.api.http.HttpObserver;
import network.ian.api.http.PageOrigin;
import network.ian.api.http.QueryString;
import network.ian.api.http.RefusedException;
import network.ian.core.codec.MalformedException;
import network.ian.core.runtime.MonotonicClock;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Lets clients into the stream: the path {@link #PATH} of the API's port, as WebSocket or as Server-Sent Events, and {@link
 * #SUBSCRIBE} of the port that serves nothing else. Upgrades elsewhere are refused: Javalin would open a session for each,
 * which nothing bounds.
 */
public final class StreamHandler extends Handler.Wrapper {

    /** On the API's port. */
    public static final String PATH = "/api/v1/stream";

    /** On the stream's own port. */
    public static final String SUBSCRIBE = "/subscribe";

    /** Name of the connector that serves {@link #SUBSCRIBE} only. */
    public static final String CONNECTOR = "stream";

    private static final String GET = "GET";
    private static final String HEAD = "HEAD";

    private final Entrances entrances;
    private final AnswerSender sender;
    private final HttpObserver observer;
    private final MonotonicClock ticker;
    private final WebSocketDoor webSockets;
    private final Predicate<String> isGoal;
    private final Joining joining;

    /** Who is let in, and who counts them. */
    record Entrances(Doorman doorman, TrustedProxies proxies, StreamGate gate, StreamObserver observer) {}

    StreamHandler(
            Entrances entrances,
            AnswerWriter writer,
            HttpObserver observer,
            MonotonicClock ticker,
            Predicate<String> isGoal,
            Joining joining) {
        this.entrances = entrances;
        this.sender = new AnswerSender(writer);
        this.observer = observer;
        this.ticker = ticker;
        this.isGoal = isGoal;
        this.joining = joining;
        this.webSockets = new WebSocketDoor(isGoal, ticker, joining);
        addBean(webSockets.components());
    }

    /** Takes a client over. */
    @FunctionalInterface
    interface Joining {
        void join(Wire wire, StreamClient client, Runnable onGone);
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        boolean ownPort =
                CONNECTOR.equals(request.getConnectionMetaData().getConnector().getName());
        boolean upgrade = isUpgrade(request.getHeaders());
        String path = request.getHttpURI().getCanonicalPath();
        boolean here = ownPort ? SUBSCRIBE.equals(path) : isStream(path);
        boolean reads = request.getMethod().equals(GET) || request.getMethod().equals(HEAD);
        if (!ownPort && !upgrade && !(here && reads)) {
            return super.handle(request, response, callback);
        }
        long started = ticker.nanos();
        Refusal refusal = new Refusal(request, response, callback, here, started);
        try {
            serve(request, response, callback, new Asked(ownPort, upgrade, here), refusal);
        } catch (RefusedException e) {
            refusal.send(e.answer());
        } catch (MalformedException e) {
            refusal.send(Answer.refused(400, e.getMessage()));
        }
        return true;
    }

    private record Asked(boolean ownPort, boolean upgrade, boolean here) {}

    private void serve(Request request, Response response, Callback callback, Asked asked, Refusal refusal) {
        String client = client(request);
        if (!asked.here()) {
            refusal.send(entrances
                    .doorman()
                    .overRate(client)
                    .orElseGet(() -> Answer.refused(
                            404,
                            "there is nothing at this path, the stream is at "
                                    + (asked.ownPort() ? SUBSCRIBE : PATH))));
            return;
        }
        HttpFields headers = request.getHeaders();
        Subprotocols offered = Subprotocols.of(headers.getCSV(HttpHeader.SEC_WEBSOCKET_SUBPROTOCOL, false));
        Credentials credentials = Credentials.of(
                Optional.ofNullable(headers.get(HttpHeader.AUTHORIZATION))
                        .or(() -> asked.upgrade() ? offered.authorization() : Optional.empty()),
                Optional.ofNullable(headers.get("X-API-Key")));
        Optional<String> origin = Optional.ofNullable(headers.get(HttpHeader.ORIGIN));
        Entry entry = entrances.doorman().decide(Access.READ, client, credentials, origin);
        if (entry instanceof Entry.Refused refused) {
            refusal.send(refused.answer());
            return;
        }
        if (origin.isPresent() && !PageOrigin.isAt(origin.get(), host(request))) {
            entrances.observer().refused("origin");
            refusal.send(Answer.refused(403, "Origin: only pages of this host may follow the stream"));
            return;
        }
        if (asked.ownPort() && !asked.upgrade()) {
            response.getHeaders().put(HttpHeader.UPGRADE, "websocket");
            refusal.send(Answer.refused(
                    426, "this port speaks WebSocket only; Server-Sent Events are at " + PATH + " of the API's port"));
            return;
        }
        StreamClient streamClient =
                new StreamClient(() -> entrances.doorman().stillAdmits(Access.READ, credentials), ticker);
        if (asked.upgrade()) {
            upgrade(request, response, callback, streamClient, refusal);
        } else {
            follow(request, response, callback, streamClient, refusal);
        }
    }

    private void upgrade(Request request, Response response, Callback callback, StreamClient client, Refusal refusal) {
        StreamGate.Entrance entrance = entrances.gate().enter(client(request));
        if (entrance instanceof StreamGate.Refused refused) {
            refusal.send(refused.answer());
            return;
        }
        Runnable leave = ((StreamGate.Let) entrance).leave();
        if (webSockets.open(request, response, callback, client, leave)) {
            refusal.answered(101);
        } else {
            leave.run();
            refusal.send(Answer.refused(400, "request: not a valid WebSocket handshake (RFC 6455, version 13)"));
        }
    }

    private void follow(Request request, Response response, Callback callback, StreamClient client, Refusal refusal) {
        QueryString query = QueryString.parse(request.getHttpURI().getQuery());
        Set<Channel> channels = query.get("channels")
                .filter(text -> !text.isEmpty())
                .map(text -> Order.channels(List.of(text.split(",", -1))))
                .orElse(Channel.ALL);
        Optional<String> since = query.get("since")
                .filter(text -> !text.isEmpty())
                .or(() -> Optional.ofNullable(request.getHeaders().get("Last-Event-ID")));
        client.order(Order.subscribe(channels, query.get("goal").filter(text -> !text.isEmpty()), since, isGoal));
        StreamGate.Entrance entrance = entrances.gate().enter(client(request));
        if (entrance instanceof StreamGate.Refused refused) {
            refusal.send(refused.answer());
            return;
        }
        Runnable leave = ((StreamGate.Let) entrance).leave();
        try {
            follow(request, response, callback, client, leave, refusal);
        } catch (RuntimeException e) {
            leave.run();
            throw e;
        }
    }

    private void follow(
            Request request,
            Response response,
            Callback callback,
            StreamClient client,
            Runnable leave,
            Refusal refusal) {
        SendBuffer.bound(request);
        response.setStatus(200);
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, "text/event-stream");
        // What nginx asks for to pass on what comes at once.
        response.getHeaders().put("X-Accel-Buffering", "no");
        refusal.answered(200);
        if (request.getMethod().equals(HEAD)) {
            leave.run();
            response.write(true, null, callback);
            return;
        }
        joining.join(new EventStreamWire(client, request, response, callback), client, leave);
    }

    private String client(Request request) {
        String sender = Request.getRemoteAddr(request);
        return entrances.proxies().isEmpty()
                ? sender
                : entrances.proxies().client(sender, request.getHeaders().getValuesList("X-Forwarded-For"));
    }

    private static String host(Request request) {
        return Request.getServerName(request);
    }

    private static boolean isUpgrade(HttpFields headers) {
        return headers.contains(HttpHeader.SEC_WEBSOCKET_VERSION)
                || headers.contains(HttpHeader.SEC_WEBSOCKET_KEY)
                || headers.contains(HttpHeader.UPGRADE, "websocket");
    }

    /** Routes take a slash at the end, too. */
    private static boolean isStream(String path) {
        return PATH.equals(path) || (PATH + "/").equals(path);
    }

    /** Answers a request that does not become a stream, and counts all. */
    private final class Refusal {
        private final Request request;
        private final Response response;
        private final Callback callback;
        private final boolean here;
        private final long started;

        private Refusal(Request request, Response response, Callback callback, boolean here, long started) {
            this.request = request;
            this.response = response;
            this.callback = callback;
            this.here = here;
            this.started = started;
        }

        private void send(Answer answer) {
            answered(answer.status());
            sender.send(answer, response, callback);
        }

        private void answered(int status) {
            String method = request.getMethod();
            boolean isKnown = method.equals(GET) || method.equals(HEAD) || method.equals("POST");
            observer.answered(here ? PATH : "unmatched", isKnown ? method : "OTHER", status, ticker.nanos() - started);
        }
    }
}
