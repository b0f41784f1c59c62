package network.ian.core.config;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a setting's value may be.
 *
 * @param shape how a TOML file writes it; flags and variables are text
 * @param range the allowed values in words, as error texts and the documentation show them
 * @param parser from text to the value; empty if the text is not allowed
 */
record ValueType<T>(Shape shape, String range, Function<String, Optional<T>> parser) {

    private static final int LONGEST_TEXT = 4096;
    private static final Pattern HOST = Pattern.compile("[A-Za-z0-9._:%-]{1,253}");

    enum Shape {
        TEXT("a string"),
        PATH("a string"),
        INTEGER("an integer"),
        BOOLEAN("true or false"),
        LIST("an array of strings");

        private final String words;

        Shape(String words) {
            this.words = words;
        }

        String words() {
            return words;
        }
    }

    static ValueType<Integer> integer(int least, int most) {
        return new ValueType<>(
                Shape.INTEGER,
                range(least, most),
                text -> parseLong(text, least, most).map(Math::toIntExact));
    }

    static ValueType<Long> longInteger(long least, long most) {
        return new ValueType<>(Shape.INTEGER, range(least, most), text -> parseLong(text, least, most));
    }

    static ValueType<Boolean> bool() {
        return new ValueType<>(Shape.BOOLEAN, "true or false", text -> switch (text.toLowerCase(Locale.ROOT)) {
            case "true" -> Optional.of(true);
            case "false" -> Optional.of(false);
            default -> Optional.empty();
        });
    }

    static <E extends Enum<E>> ValueType<E> choice(Class<E> type, Function<String, String> spelling) {
        String range = Stream.of(type.getEnumConstants())
                .map(constant -> spelling.apply(constant.name()))
                .collect(Collectors.joining(", ", "one of ", ""));
        return new ValueType<>(
                Shape.TEXT,
                range,
                text -> Stream.of(type.getEnumConstants())
                        .filter(constant -> constant.name().equalsIgnoreCase(text))
                        .findFirst());
    }

    static ValueType<Path> path() {
        return new ValueType<>(Shape.PATH, "a path; `~/` is the home directory", text -> {
            try {
                return Optional.of(Path.of(text).toAbsolutePath().normalize());
            } catch (InvalidPathException e) {
                return Optional.empty();
            }
        });
    }

    static ValueType<String> text(String range, Pattern allowed) {
        return new ValueType<>(
                Shape.TEXT,
                range,
                text -> Optional.of(text)
                        .filter(candidate -> candidate.length() <= LONGEST_TEXT)
                        .filter(candidate -> allowed.matcher(candidate).matches()));
    }

    static ValueType<String> host() {
        return text("a host name or an IP address", HOST);
    }

    /** A port to listen on; 0 for any free one. */
    static ValueType<Integer> listenPort() {
        return integer(0, 65535);
    }

    static ValueType<HostPort> hostPort() {
        return new ValueType<>(Shape.TEXT, "`host:port`, port 1 to 65535", HostPort::parse);
    }

    static ValueType<List<HostPort>> tcpAddresses(int most) {
        return new ValueType<>(
                Shape.LIST,
                "up to " + most + " of `tcp://host:port`, in a variable or flag separated by commas",
                text -> parseList(text, most, HostPort::parseTcp));
    }

    static ValueType<List<AddressRange>> addressRanges(int most) {
        return new ValueType<>(
                Shape.LIST,
                "up to " + most + " addresses or CIDR ranges, in a variable or flag separated by commas",
                text -> parseList(text, most, AddressRange::parse));
    }

    <R> ValueType<R> map(Function<T, R> mapping) {
        return new ValueType<>(shape, range, parser.andThen(value -> value.map(mapping)));
    }

    private static <E> Optional<List<E>> parseList(String text, int most, Function<String, Optional<E>> element) {
        List<Optional<E>> found = Arrays.stream(text.split(",", -1))
                .map(String::strip)
                .filter(part -> !part.isEmpty())
                .limit(most + 1L)
                .map(element)
                .toList();
        if (found.size() > most || !found.stream().allMatch(Optional::isPresent)) {
            return Optional.empty();
        }
        return Optional.of(found.stream().map(Optional::orElseThrow).distinct().toList());
    }

    private static Optional<Long> parseLong(String text, long least, long most) {
        try {
            long value = Long.parseLong(text);
            return value >= least && value <= most ? Optional.of(value) : Optional.empty();
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static String range(long least, long most) {
        return most == Long.MAX_VALUE
                ? "an integer, " + least + " or more"
                : "an integer from " + least + " to " + most;
    }
}
