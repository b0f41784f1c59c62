package network.ian.wasm.sandbox;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.zip.GZIPInputStream;

/** A test script of the WebAssembly specification as src/test/spec/record.mjs writes it. */
record SpecScript(String name, List<Command> commands) {

    private static final String FOLDER = "/network/ian/wasm/spec/";

    /**
     * One line.
     *
     * @param kind the line's first word
     * @param subject base64 of a module, the name of an export, or why it was skipped
     * @param expected the results, or the specification's words for what goes wrong
     */
    record Command(String kind, String subject, List<SpecValue> arguments, String expected) {

        byte[] module() {
            return Base64.getDecoder().decode(subject);
        }

        List<SpecValue> results() {
            return values(expected);
        }
    }

    static List<String> names() throws IOException {
        try (BufferedReader index = new BufferedReader(new InputStreamReader(
                SpecScript.class.getResourceAsStream(FOLDER + "index.txt"), StandardCharsets.UTF_8))) {
            return index.lines().toList();
        }
    }

    static SpecScript read(String name) throws IOException {
        try (InputStream packed = SpecScript.class.getResourceAsStream(FOLDER + name);
                BufferedReader lines = new BufferedReader(
                        new InputStreamReader(new GZIPInputStream(packed), StandardCharsets.UTF_8))) {
            return new SpecScript(name, lines.lines().map(SpecScript::command).toList());
        }
    }

    private static Command command(String line) {
        if (line.startsWith("skip")) {
            String[] skipped = line.split(" ", 2);
            return new Command(skipped[0], skipped[1], List.of(), "");
        }
        int end = line.indexOf(" >");
        String head = end < 0 ? line : line.substring(0, end);
        String expected = end < 0 ? "" : line.substring(end + 2).strip();
        String[] words = head.split(" ", 3);
        boolean call =
                List.of("return", "trap", "exhaustion", "invoke", "global").contains(words[0]);
        String subject = call ? URLDecoder.decode(words[1].replace("+", "%2B"), StandardCharsets.UTF_8) : words[1];
        return new Command(words[0], subject, values(call && words.length > 2 ? words[2] : ""), expected);
    }

    private static List<SpecValue> values(String text) {
        return text.isEmpty()
                ? List.of()
                : new ArrayList<>(
                        Arrays.stream(text.split(" ")).map(SpecValue::of).toList());
    }
}
