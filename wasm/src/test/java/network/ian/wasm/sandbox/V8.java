package network.ian.wasm.sandbox;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Another WebAssembly engine to compare with: V8 by way of node, which must be installed. */
final class V8 {

    private static final Path SCRIPT = Path.of("src", "test", "v8", "run.mjs");

    private V8() {}

    /** One answer for each question; {@code src/test/v8/run.mjs} says which there are. */
    static List<String> answers(List<String> questions) {
        try {
            Path file = Files.createTempFile("v8", ".txt");
            try {
                Files.write(file, questions);
                Process node = new ProcessBuilder("node", SCRIPT.toString(), file.toString())
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start();
                String answers = new String(node.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
                if (node.waitFor() != 0) {
                    throw new IllegalStateException("node failed");
                }
                return answers.lines().toList();
            } finally {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new IllegalStateException("cannot ask node", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
