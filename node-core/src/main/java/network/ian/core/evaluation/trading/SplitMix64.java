package network.ian.core.evaluation.trading;

import java.util.random.RandomGenerator;

/**
 * Steele, Lea, Flood: Fast Splittable Pseudorandom Number Generators, OOPSLA 2014. Written out so that a seed gives the
 * same numbers on every JDK. Only {@link #nextLong} is promised to: what the interface derives from it is the JDK's choice.
 */
public final class SplitMix64 implements RandomGenerator {

    private long state;

    public SplitMix64(long seed) {
        this.state = seed;
    }

    @Override
    public long nextLong() {
        state += 0x9e3779b97f4a7c15L;
        long z = state;
        z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }
}
