package network.ian.app.logging;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.OutputStreamAppender;
import ch.qos.logback.core.rolling.RollingFileAppender;
import ch.qos.logback.core.rolling.SizeAndTimeBasedRollingPolicy;
import ch.qos.logback.core.util.FileSize;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import network.ian.core.config.LogLevel;
import network.ian.core.file.OwnerOnly;
import org.slf4j.LoggerFactory;

/** Logging of a running node: JSON lines to stdout and to {@code node.log}, which is rotated. */
public final class NodeLogging implements AutoCloseable {

    /** Name of the file in the log directory that is written now. */
    public static final String FILE_NAME = "node.log";

    private static final FileSize ROTATE_AT = FileSize.valueOf("50MB");
    private static final int KEEP_DAYS = 14;
    private static final FileSize KEEP_AT_MOST = FileSize.valueOf("1GB");

    /** Warns of each connection that a far end let die, which is counted and no fault of this node. */
    private static final String TLS_LIBRARY = "io.netty.handler.ssl.SslHandler";

    /** Libraries whose information is of no use to an operator. */
    private static final List<String> CHATTY = List.of("org.eclipse.jetty", "io.javalin");

    private final LoggerContext context;

    private NodeLogging(LoggerContext context) {
        this.context = context;
    }

    /**
     * Switches the whole program to the node's logging, until {@link #close}.
     *
     * @param directory created if it is missing
     * @throws IOException if the directory cannot be created
     */
    public static NodeLogging start(LogLevel level, Path directory) throws IOException {
        OwnerOnly.directories(directory);
        LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
        context.reset();
        Logger root = context.getLogger(Logger.ROOT_LOGGER_NAME);
        root.setLevel(Level.valueOf(level.name()));
        root.addAppender(stdout(context));
        root.addAppender(file(context, directory));
        LogEvents.countAt(root);
        // Never more than that: what the HTTP server says at DEBUG holds requests with their keys and tokens.
        Level libraries = level == LogLevel.DEBUG ? Level.INFO : Level.WARN;
        CHATTY.forEach(name -> context.getLogger(name).setLevel(libraries));
        if (level != LogLevel.DEBUG) {
            context.getLogger(TLS_LIBRARY).setLevel(Level.ERROR);
        }
        return new NodeLogging(context);
    }

    /** Writes out what is buffered, closes the file, and logs as every other command does from here on. */
    @Override
    public void close() {
        context.reset();
        new QuietLogging().configure(context);
    }

    private static ConsoleAppender<ILoggingEvent> stdout(LoggerContext context) {
        ConsoleAppender<ILoggingEvent> appender = new ConsoleAppender<>();
        prepare(appender, context, "stdout");
        appender.start();
        return appender;
    }

    private static RollingFileAppender<ILoggingEvent> file(LoggerContext context, Path directory) {
        RollingFileAppender<ILoggingEvent> appender = new ClosedFileAppender();
        prepare(appender, context, "file");
        appender.setFile(directory.resolve(FILE_NAME).toString());
        SizeAndTimeBasedRollingPolicy<ILoggingEvent> rotation = new SizeAndTimeBasedRollingPolicy<>();
        rotation.setContext(context);
        rotation.setParent(appender);
        rotation.setFileNamePattern(
                directory.resolve("node.%d{yyyy-MM-dd}.%i.log.gz").toString());
        rotation.setMaxFileSize(ROTATE_AT);
        rotation.setMaxHistory(KEEP_DAYS);
        rotation.setTotalSizeCap(KEEP_AT_MOST);
        rotation.start();
        appender.setRollingPolicy(rotation);
        appender.start();
        return appender;
    }

    private static void prepare(OutputStreamAppender<ILoggingEvent> appender, LoggerContext context, String name) {
        JsonLineEncoder encoder = new JsonLineEncoder();
        encoder.setContext(context);
        encoder.start();
        appender.setContext(context);
        appender.setName(name);
        appender.setEncoder(encoder);
    }
}
