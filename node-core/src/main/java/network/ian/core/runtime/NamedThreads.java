package network.ian.core.runtime;

import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes daemon threads {@code name-1}, {@code name-2}, ... that log what they die of. */
public final class NamedThreads implements ThreadFactory {

    private static final Logger LOG = LoggerFactory.getLogger(NamedThreads.class);

    private final String name;
    /** 0 for the virtual machine's default. */
    private final int stackBytes;

    private final AtomicInteger made = new AtomicInteger();

    private NamedThreads(String name, int stackBytes) {
        this.name = name;
        this.stackBytes = stackBytes;
    }

    /** Threads that the program does not wait for when it ends. */
    public static NamedThreads daemon(String name) {
        return new NamedThreads(name, 0);
    }

    /** The same with a Java stack of {@code bytes}, of which only what is used takes memory. */
    public NamedThreads withStack(int bytes) {
        return new NamedThreads(name, bytes);
    }

    @Override
    public Thread newThread(Runnable task) {
        Thread thread = new Thread(null, task, name + "-" + made.incrementAndGet(), stackBytes);
        thread.setDaemon(true);
        thread.setUncaughtExceptionHandler(NamedThreads::logUncaught);
        return thread;
    }

    private static void logUncaught(Thread thread, Throwable cause) {
        LOG.atError()
                .setCause(cause)
                .addKeyValue("thread", thread.getName())
                .log("A task ended with an exception that nothing caught");
    }
}
