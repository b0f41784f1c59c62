package network.ian.core.config;

/** Which implementation of Ed25519 the node uses. */
public enum ProviderChoice {
    /** The fastest that passes the self-test at start-up. */
    AUTO,
    BOUNCYCASTLE,
    JDK,
    CORRETTO
}
