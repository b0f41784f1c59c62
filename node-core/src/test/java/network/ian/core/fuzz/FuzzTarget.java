package network.ian.core.fuzz;

import java.util.List;
import java.util.Random;

/**
 * A parser of bytes from outside, and what it may do with any of them.
 *
 * @param name of the parser, in figures and failures
 * @param corpus real documents, each of 1 byte or more
 * @param words of the format, for text; empty for binary formats
 * @param refusals what it may throw; anything else, including a subclass of none of them, is a fault
 * @param allocation most bytes of the heap that one input may cost
 * @param proofInputs inputs of a long run
 * @param parser told each input
 */
public record FuzzTarget(
        String name,
        List<byte[]> corpus,
        List<String> words,
        List<Class<? extends Exception>> refusals,
        Allocation allocation,
        long proofInputs,
        Parser parser) {

    /** Words of JSON, and of what parsers of JSON go wrong at. */
    public static final List<String> JSON = List.of(
            "{",
            "}",
            "[",
            "]",
            ",",
            ":",
            "\"",
            "\"\":",
            "null",
            "true",
            "false",
            "NaN",
            "-Infinity",
            "1e999",
            "-1",
            "{}",
            "[]",
            "\"\"",
            "\\ud800",
            "\\udc00",
            "\\u0000",
            "\\u202e",
            "\\",
            "\n",
            "\r\n",
            "//",
            "/*",
            "*/",
            "#",
            "'",
            " ");

    /** What parses. */
    @FunctionalInterface
    public interface Parser {
        /**
         * Parses; may check besides that what was accepted is what it should be.
         *
         * @throws Exception what {@link #refusals} allows, or a fault
         */
        void parse(byte[] input) throws Exception;
    }

    /** Puts the checksums of a damaged document right, so that what lies behind them is reached. */
    @FunctionalInterface
    public interface Sealer {
        byte[] seal(byte[] damaged);
    }

    /**
     * Bytes of the heap that an input may cost.
     *
     * @param perByte of input
     * @param besides whatever its length
     */
    public record Allocation(long perByte, long besides) {
        long bound(int length) {
            return perByte * length + besides;
        }
    }

    /** As this one, but each second input is sealed before it is parsed. */
    public FuzzTarget sealed(Sealer sealer, long seed) {
        Random random = new Random(seed);
        Parser before = parser;
        return new FuzzTarget(
                name,
                corpus,
                words,
                refusals,
                allocation,
                proofInputs,
                input -> before.parse(random.nextBoolean() ? sealer.seal(input) : input));
    }

    boolean refuses(Throwable thrown) {
        return refusals.stream().anyMatch(type -> type.isInstance(thrown));
    }

    @Override
    public String toString() {
        return name;
    }
}
