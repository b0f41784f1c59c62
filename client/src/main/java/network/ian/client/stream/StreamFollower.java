package network.ian.client.stream;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.random.RandomGenerator;
import network.ian.client.error.MalformedAnswerException;
import network.ian.client.error.NodeException;
import network.ian.client.error.NodeRefusedException;
import network.ian.client.error.NodeUnreachableException;
import network.ian.core.codec.MalformedException;
import network.ian.core.runtime.MonotonicClock;
import network.ian.core.runtime.NamedThreads;

/**
 * Follows a stream over any number of connections. One thread of its own owns all state and calls the listener.
 *
 * <p>What makes it exactly once: the cursor moves only when the listener has returned, each connection asks for what comes after it, and a cursor that
 * was seen is not handed out again. What is missing all the same, the node says itself, by a gap.
 */
public final class StreamFollower implements Following, StreamConnection.Owner {

    private static final Duration LONGEST_CLOSE = Duration.ofSeconds(5);
    private static final int BAD_REQUEST = 400;

    private final StreamSource source;
    private final Subscription subscription;
    private final StreamListener listener;
    private final Pace pace;
    private final Attempts attempts;
    private final ScheduledThreadPoolExecutor thread;
    private final CompletableFuture<Void> ended = new CompletableFuture<>();
    private final RecentCursors seen = new RecentCursors();
    private volatile Thread running;
    private volatile boolean closing;
    private volatile boolean connected;
    private volatile Optional<String> cursor;
    private Optional<StreamConnection> current = Optional.empty();

    /**
     * Not started.
     *
     * @param clock measures the subscription's patience
     * @param random spreads attempts
     */
    public StreamFollower(
            StreamSource source,
            Subscription subscription,
            StreamListener listener,
            Pace pace,
            MonotonicClock clock,
            RandomGenerator random) {
        this.source = source;
        this.subscription = subscription;
        this.listener = listener;
        this.pace = pace;
        this.attempts = new Attempts(pace, subscription.patience(), clock, random);
        this.cursor = subscription.since();
        NamedThreads threads = NamedThreads.daemon("ian-follow");
        this.thread = new ScheduledThreadPoolExecutor(1, task -> {
            running = threads.newThread(task);
            return running;
        });
        thread.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        cursor.ifPresent(seen::add);
    }

    /** Begins to connect. */
    public void start() {
        attempts.down();
        thread.execute(this::connect);
    }

    @Override
    public Optional<String> cursor() {
        return cursor;
    }

    @Override
    public boolean isConnected() {
        return connected;
    }

    @Override
    public CompletableFuture<Void> ended() {
        return ended.copy();
    }

    @Override
    public void join() throws InterruptedException {
        try {
            ended.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof NodeException known) {
                throw known;
            }
            throw new IllegalStateException("the listener failed", e.getCause());
        }
    }

    @Override
    public void close() {
        closing = true;
        try {
            thread.execute(() -> end(Optional.empty()));
        } catch (RejectedExecutionException over) {
            return;
        }
        if (Thread.currentThread() != running) {
            awaitEnd();
        }
    }

    @Override
    public void onOpen(StreamConnection from) {
        if (isCurrent(from)) {
            from.send(Message.Codec.subscribe(subscription, cursor));
            after(pace.tick(), () -> lookAfter(from));
        }
    }

    @Override
    public void onMessage(StreamConnection from, String text) {
        if (!isCurrent(from)) {
            return;
        }
        try {
            take(Message.Codec.read(text));
        } catch (MalformedException e) {
            lostToNonsense(new MalformedAnswerException(source.node(), "event", e));
        }
    }

    @Override
    public void onNonsense(StreamConnection from, String what) {
        if (isCurrent(from)) {
            MalformedException wrong = new MalformedException("message", what);
            lostToNonsense(new MalformedAnswerException(source.node(), "event", wrong));
        }
    }

    @Override
    public void onEnd(StreamConnection from, Exception why) {
        if (isCurrent(from)) {
            lost(new NodeUnreachableException(source.node(), why));
        }
    }

    private boolean isCurrent(StreamConnection from) {
        return !closing && current.filter(connection -> connection == from).isPresent();
    }

    private void connect() {
        if (closing) {
            return;
        }
        StreamConnection connection = new StreamConnection(this, thread);
        current = Optional.of(connection);
        var unused = source.open(connection, pace.handshake()).whenComplete((socket, failure) -> {
            if (failure != null) {
                notOpened(connection, failure);
            } else if (closing) {
                socket.abort();
            }
        });
    }

    private void notOpened(StreamConnection connection, Throwable failure) {
        try {
            thread.execute(() -> {
                if (isCurrent(connection)) {
                    lost(source.named(failure));
                }
            });
        } catch (RejectedExecutionException over) {
            // It ended meanwhile.
        }
    }

    private void take(Message message) {
        if (message instanceof Message.Subscribed subscribed) {
            cursor = cursor.or(subscribed::cursor);
            connected = true;
            tell(listener::onConnected);
        } else if (message instanceof Message.Refused refused) {
            refused(new NodeRefusedException(
                    source.node(), BAD_REQUEST, Optional.of(refused.sentence()), Optional.empty()));
        } else if (message instanceof Message.Happened happened) {
            happened(happened.event());
        }
    }

    private void happened(StreamEvent event) {
        // A gap may stand where an event stood that came through before; it is told all the same.
        if (event instanceof StreamEvent.Gap || seen.add(event.cursor())) {
            attempts.succeeded();
            tell(() -> listener.onEvent(event));
            if (!ended.isDone()) {
                cursor = Optional.of(event.cursor());
            }
        }
    }

    private void refused(NodeRefusedException refusal) {
        if (connected) {
            lost(refusal);
        } else {
            end(Optional.of(refusal));
        }
    }

    private void lostToNonsense(MalformedAnswerException why) {
        if (attempts.isTooMuchNonsense()) {
            end(Optional.of(why));
        } else {
            lost(why);
        }
    }

    private void lost(NodeException why) {
        current.ifPresent(StreamConnection::abort);
        current = Optional.empty();
        if (connected) {
            connected = false;
            attempts.down();
        }
        Optional<Duration> delay = attempts.failed(why);
        if (delay.isEmpty()) {
            end(Optional.of(why));
            return;
        }
        tell(() -> listener.onDisconnected(why, delay.get()));
        after(delay.get(), this::connect);
    }

    private void lookAfter(StreamConnection connection) {
        if (!isCurrent(connection)) {
            return;
        }
        if (!connection.tick()) {
            lost(new NodeUnreachableException(source.node(), "no sign of life on the stream"));
            return;
        }
        if (connected && connection.isAlive()) {
            attempts.alive();
        }
        after(pace.tick(), () -> lookAfter(connection));
    }

    private void tell(Runnable call) {
        if (closing || ended.isDone()) {
            return;
        }
        try {
            call.run();
        } catch (RuntimeException | Error e) {
            end(Optional.of(e));
        }
    }

    private void end(Optional<Throwable> why) {
        current.ifPresent(StreamConnection::close);
        current = Optional.empty();
        connected = false;
        closing = true;
        thread.shutdown();
        why.ifPresentOrElse(ended::completeExceptionally, () -> ended.complete(null));
    }

    private void after(Duration delay, Runnable task) {
        if (!thread.isShutdown()) {
            var unused = thread.schedule(task, delay.toNanos(), TimeUnit.NANOSECONDS);
        }
    }

    private void awaitEnd() {
        try {
            ended.handle((done, failure) -> null).get(LONGEST_CLOSE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            // The listener holds on to its thread; it is not called again.
        }
    }
}
