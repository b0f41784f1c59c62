package network.ian.api.diagnosis;

import java.lang.management.LockInfo;
import java.lang.management.ManagementFactory;
import java.lang.management.MonitorInfo;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * What the process's threads do now, as text. Virtual threads are not among them. Bounded: so many threads, so many frames of
 * each.
 *
 * @param total threads there are
 * @param deadlocked names of threads that wait for each other and will do so for ever
 * @param text one block a thread, at most {@link #MOST_THREADS}
 */
public record ThreadDump(int total, List<String> deadlocked, String text) {

    static final int MOST_THREADS = 512;
    static final int MOST_FRAMES = 48;

    /** Takes one; stops the process for a moment. */
    public static ThreadDump take() {
        return of(ManagementFactory.getThreadMXBean());
    }

    private static ThreadDump of(ThreadMXBean threads) {
        long[] ids = threads.getAllThreadIds();
        long[] shown = Arrays.copyOf(ids, Math.min(ids.length, MOST_THREADS));
        StringBuilder text = new StringBuilder(64 << 10);
        Arrays.stream(threads.getThreadInfo(shown, true, true, MOST_FRAMES))
                .filter(Objects::nonNull)
                .forEach(thread -> describe(thread, text));
        if (ids.length > shown.length) {
            text.append("... and ").append(ids.length - shown.length).append(" more threads\n");
        }
        return new ThreadDump(ids.length, deadlocked(threads), text.toString());
    }

    private static List<String> deadlocked(ThreadMXBean threads) {
        long[] ids = threads.findDeadlockedThreads();
        List<String> names = new ArrayList<>();
        if (ids != null) {
            for (ThreadInfo thread : threads.getThreadInfo(ids)) {
                if (thread != null && names.size() < MOST_THREADS) {
                    names.add(thread.getThreadName());
                }
            }
        }
        return List.copyOf(names);
    }

    private static void describe(ThreadInfo thread, StringBuilder text) {
        text.append('"').append(thread.getThreadName()).append("\" ").append(thread.isDaemon() ? "daemon " : "");
        text.append(thread.getThreadState());
        if (thread.getLockName() != null) {
            text.append(" on ").append(thread.getLockName());
        }
        if (thread.getLockOwnerName() != null) {
            text.append(" held by \"").append(thread.getLockOwnerName()).append('"');
        }
        text.append('\n');
        StackTraceElement[] stack = thread.getStackTrace();
        for (int depth = 0; depth < stack.length; depth++) {
            text.append("    at ").append(stack[depth]).append('\n');
            for (MonitorInfo held : thread.getLockedMonitors()) {
                if (held.getLockedStackDepth() == depth) {
                    text.append("    - locked ").append(held).append('\n');
                }
            }
        }
        for (LockInfo held : thread.getLockedSynchronizers()) {
            text.append("    - holds ").append(held).append('\n');
        }
        text.append('\n');
    }
}
