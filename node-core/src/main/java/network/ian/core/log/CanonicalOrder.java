package network.ian.core.log;

/** The order of two entries in the canonical log: frozen ones first as they are frozen, then by key. */
@FunctionalInterface
public interface CanonicalOrder {

    /** Negative if the entry with ordinal {@code a} comes before the one with ordinal {@code b}, 0 if they are the same. */
    int compare(int a, int b);
}
