package network.ian.app.diagnostics;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/**
 * Takes known secrets out of whatever goes into the archive. Nothing in it should hold one, so this is the second line: it
 * covers a log line of a careless program, and what a later version adds without thinking of secrets.
 */
final class Redactor {

    static final String HIDDEN = "<redacted>";

    /** Shorter texts are no secrets that protect anything, and would be found everywhere. */
    private static final int SHORTEST = 8;

    private final List<String> forms;

    Redactor(Set<String> secrets) {
        Set<String> all = new TreeSet<>();
        secrets.stream().filter(secret -> secret.length() >= SHORTEST).forEach(secret -> addForms(secret, all));
        // A whole form is to go before a part of it.
        this.forms = all.stream()
                .sorted(Comparator.comparingInt(String::length).reversed())
                .toList();
    }

    /** {@code content} without any secret; any bytes at all pass unchanged otherwise. */
    byte[] clean(byte[] content) {
        String text = new String(content, StandardCharsets.ISO_8859_1);
        boolean found = false;
        for (String form : forms) {
            if (text.contains(form)) {
                text = text.replace(form, HIDDEN);
                found = true;
            }
        }
        return found ? text.getBytes(StandardCharsets.ISO_8859_1) : content;
    }

    /** A line without any secret. */
    String clean(String line) {
        return new String(clean(line.getBytes(StandardCharsets.UTF_8)), StandardCharsets.UTF_8);
    }

    private static void addForms(String secret, Set<String> all) {
        byte[] octets = secret.getBytes(StandardCharsets.UTF_8);
        all.add(new String(octets, StandardCharsets.ISO_8859_1));
        all.add(URLEncoder.encode(secret, StandardCharsets.UTF_8));
        all.add(secret.replace("\\", "\\\\").replace("\"", "\\\""));
        addEncoded(octets, all);
        if (secret.length() % 2 == 0 && secret.chars().allMatch(c -> Character.digit(c, 16) >= 0)) {
            all.add(secret.toUpperCase(Locale.ROOT));
            all.add(secret.toLowerCase(Locale.ROOT));
            addEncoded(HexFormat.of().parseHex(secret), all);
        }
    }

    private static void addEncoded(byte[] octets, Set<String> all) {
        String hex = HexFormat.of().formatHex(octets);
        all.add(hex);
        all.add(hex.toUpperCase(Locale.ROOT));
        for (int before = 0; before < 3; before++) {
            addBase64(octets, before, all);
        }
    }

    /** As base64 of a longer text has it in which {@code before} bytes stand in front, modulo 3. */
    private static void addBase64(byte[] octets, int before, Set<String> all) {
        byte[] shifted = new byte[before + octets.length];
        System.arraycopy(octets, 0, shifted, before, octets.length);
        String text = Base64.getEncoder().withoutPadding().encodeToString(shifted);
        int first = (before * 8 + 5) / 6;
        int end = shifted.length * 8 / 6;
        String own = text.substring(first, end);
        if (own.length() >= SHORTEST) {
            all.add(own);
            all.add(own.replace('+', '-').replace('/', '_'));
        }
    }
}
