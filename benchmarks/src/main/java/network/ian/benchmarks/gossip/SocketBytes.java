package network.ian.benchmarks.gossip;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Counts what went through established TCP connections, as the kernel has it: payload of TCP in both directions, so everything
 * that a protocol with its encryption sends, and no header of IP or TCP.
 */
final class SocketBytes {

    private static final Pattern SENT = Pattern.compile("\\bbytes_sent:(\\d+)");
    private static final Pattern RECEIVED = Pattern.compile("\\bbytes_received:(\\d+)");
    private static final Pattern LOCAL_PORT = Pattern.compile("^\\d+\\s+\\d+\\s+\\S+:(\\d+)\\s");

    private SocketBytes() {}

    /**
     * Bytes since the connections were opened.
     *
     * @param ports on which nodes listen; each connection counts at the end that was dialled
     * @throws IOException if there is no {@code ss}
     */
    static long through(Set<Integer> ports) throws IOException, InterruptedException {
        return sum(output("ss", "-tinH", "state", "established"), ports);
    }

    /** @param listing two lines for each connection: addresses, then counters behind a blank */
    static long sum(String listing, Set<Integer> ports) {
        long sum = 0;
        boolean counts = false;
        for (String line : listing.lines().toList()) {
            Matcher local = LOCAL_PORT.matcher(line);
            if (local.find()) {
                counts = ports.contains(Integer.parseInt(local.group(1)));
            } else if (counts) {
                // Neither is there before the first byte went that way.
                sum += number(SENT, line) + number(RECEIVED, line);
            }
        }
        return sum;
    }

    private static long number(Pattern pattern, String line) {
        Matcher found = pattern.matcher(line);
        return found.find() ? Long.parseLong(found.group(1)) : 0;
    }

    private static String output(String... command) throws IOException, InterruptedException {
        Process process;
        try {
            process = new ProcessBuilder(command).redirectErrorStream(true).start();
        } catch (IOException e) {
            throw new IOException(
                    "ss is not on the PATH; it is in the package iproute2, and counts bytes on the wire", e);
        }
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException("ss failed: " + text.strip());
        }
        return text;
    }
}
