package network.ian.app.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import network.ian.app.endtoend.Reply;
import network.ian.core.codec.Bytes;
import network.ian.core.goal.GoalSpec;

/** Everything at once on one node, until it is gone or this is closed: contributors, and an operator who is busy. */
final class Work implements AutoCloseable {

    private static final int CONTRIBUTORS = 2;
    private static final int LONGEST_PAUSE_MS = 15;
    private static final int OPERATORS_PAUSE_MS = 120;
    private static final int BUSY = 503;

    private final Member member;
    private final Contributions contributions;
    private final List<Thread> threads = new ArrayList<>();
    private final Queue<Request> unanswered = new ConcurrentLinkedQueue<>();
    private final Queue<Throwable> failures = new ConcurrentLinkedQueue<>();
    private volatile boolean stopped;
    private volatile boolean gone;

    private Work(Member member, Contributions contributions) {
        this.member = member;
        this.contributions = contributions;
    }

    /** A contribution as it is sent. */
    record Request(String goal, Bytes json) {}

    /** One thing to do over and over. */
    private interface Step {
        void run() throws IOException;
    }

    /** Starts it. */
    static Work on(Member member, Contributions contributions, Operator operator, Random random) {
        Work work = new Work(member, contributions);
        for (int contributor = 0; contributor < CONTRIBUTORS; contributor++) {
            Random own = new Random(random.nextLong());
            work.begin(() -> work.contribute(own), own, LONGEST_PAUSE_MS);
        }
        Random own = new Random(random.nextLong());
        work.begin(() -> operator.doSomething(own), own, OPERATORS_PAUSE_MS);
        return work;
    }

    /** Ends it; fails if anybody met anything else than answers and a node that went away. */
    @Override
    public void close() {
        stopped = true;
        try {
            for (Thread thread : threads) {
                thread.join(TimeUnit.MINUTES.toMillis(15));
                assertThat(thread.isAlive()).as(thread.getName() + " goes on").isFalse();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
        assertThat(failures).isEmpty();
    }

    /** Whether the node stopped answering. */
    boolean nodeWentAway() {
        return gone;
    }

    /** Requests that were sent and never answered: the node may hold them or not. */
    List<Request> unanswered() {
        return List.copyOf(unanswered);
    }

    private void begin(Step step, Random random, int longestPauseMs) {
        Thread thread = new Thread(() -> repeat(step, random, longestPauseMs), "work-on-" + member);
        thread.setDaemon(true);
        threads.add(thread);
        thread.start();
    }

    private void repeat(Step step, Random random, int longestPauseMs) {
        try {
            while (!stopped && !gone) {
                step.run();
                LockSupport.parkNanos(TimeUnit.MICROSECONDS.toNanos(random.nextInt(longestPauseMs * 1000)));
            }
        } catch (UncheckedIOException e) {
            gone = true;
        } catch (IOException | RuntimeException | Error e) {
            failures.add(e);
        }
    }

    private void contribute(Random random) {
        List<GoalSpec> goals = member.promised().goals();
        GoalSpec goal = goals.get(random.nextInt(goals.size()));
        Request request = new Request(goal.goalId(), Bytes.wrap(contributions.to(goal, random)));
        try {
            post(member, request);
        } catch (UncheckedIOException e) {
            unanswered.add(request);
            throw e;
        }
    }

    /** What was not answered is asked again: accepted now or then, it is in the log once. */
    static void post(Member member, Request request) {
        Reply reply = member.api().contribute(request.json().toArray());
        if (reply.status() == BUSY) {
            return;
        }
        String rejection = reply.withStatus(200).data().path("rejection_type").asText();
        if (reply.accepted() || rejection.equals("DUPLICATE")) {
            member.promised()
                    .accepted()
                    .add(new Promised.Entry(
                            request.goal(), reply.data().path("contribution_id").asText()));
        }
    }
}
