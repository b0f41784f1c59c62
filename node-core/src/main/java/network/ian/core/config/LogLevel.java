package network.ian.core.config;

/** The least severe level that is logged. */
public enum LogLevel {
    DEBUG,
    INFO,
    WARN,
    ERROR
}
