package network.ian.p2p.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import network.ian.core.contribution.HeaderCodec;
import network.ian.core.contribution.PackCodec;
import network.ian.core.crypto.SignatureProviders;
import network.ian.core.crypto.SignatureVerifier;
import network.ian.p2p.score.Fault;
import org.junit.jupiter.api.Test;

/** What docs/PROTOCOL.md says is what the code does. */
class ProtocolDocumentTest {

    private static final Pattern EXAMPLE = Pattern.compile("```hex ([a-z_]+)\n(.*?)```", Pattern.DOTALL);

    private final String document = read();

    @Test
    void theExamplesAreWhatTheCodeEncodes() {
        Map<String, byte[]> documented = examples();
        WorkedExamples.all()
                .forEach((name, message) -> assertThat(documented.get(name))
                        .as(name + ": " + HexFormat.of().formatHex(FrameCodec.encode(message)))
                        .isEqualTo(FrameCodec.encode(message)));
        assertThat(documented).containsOnlyKeys(WorkedExamples.all().keySet());
    }

    @Test
    void theExamplesDecodeAndEncodeToTheSameBytes() {
        examples().forEach((name, frame) -> {
            Decoded decoded = FrameCodec.decode(Arrays.copyOfRange(frame, 4, frame.length));
            assertThat(decoded).as(name).isInstanceOf(Decoded.Understood.class);
            Message message = ((Decoded.Understood) decoded).message();
            assertThat(message.type().label()).isEqualTo(name);
            assertThat(FrameCodec.encode(message)).as(name).isEqualTo(frame);
        });
    }

    @Test
    void theExamplesAreSigned() {
        SignatureVerifier verifier = SignatureProviders.select(SignatureProviders.AUTO, 16);
        WireEntry entry = WorkedExamples.entry();
        byte[] key = HeaderCodec.decode(entry.header()).publicKey().view();
        byte[] signed = HeaderCodec.signingMessage(entry.header());
        assertThat(verifier.verify(key, signed, entry.signature().view())).isTrue();
        assertThat(PackCodec.decode(entry.body()).version()).isEqualTo("1");
        assertThat(AddressSigner.isGenuine(WorkedExamples.address(), WorkedExamples.NETWORK, verifier))
                .isTrue();
    }

    @Test
    void theTableOfTypesIsComplete() {
        assertThat(rows("\\| `([a-z_]+)` \\| (\\d+) \\| (\\d+) \\|"))
                .containsExactlyEntriesOf(table(Arrays.stream(MessageType.values())
                        .map(type -> Map.entry(type.label(), type.code() + " " + type.maxLength()))));
    }

    @Test
    void theTableOfReasonsIsComplete() {
        assertThat(rows("\\| `([a-z_]+)` \\| (\\d+) \\|() [^|]*[a-z][^|]*\\|"))
                .containsExactlyEntriesOf(table(Arrays.stream(GoodbyeReason.values())
                        .filter(reason -> reason != GoodbyeReason.CLOSED)
                        .map(reason -> Map.entry(reason.label(), reason.code() + " "))));
    }

    @Test
    void theTablesOfFaultsAreComplete() {
        assertThat(rows("\\| `([a-z_]+)` \\| [^|]+ \\| (provable|weak) \\|()"))
                .containsExactlyEntriesOf(table(Arrays.stream(Fault.values())
                        .map(fault -> Map.entry(fault.label(), fault.provable() ? "provable " : "weak "))));
        for (WireFault fault : WireFault.values()) {
            assertThat(document).contains("| `" + fault.name().toLowerCase(Locale.ROOT) + "` |");
        }
    }

    private Map<String, byte[]> examples() {
        Map<String, byte[]> examples = new LinkedHashMap<>();
        Matcher matcher = EXAMPLE.matcher(document);
        while (matcher.find()) {
            String hex = matcher.group(2)
                    .lines()
                    .map(line -> line.replaceAll("#.*|\\s", ""))
                    .collect(Collectors.joining());
            assertThat(examples.put(matcher.group(1), HexFormat.of().parseHex(hex)))
                    .isNull();
        }
        return examples;
    }

    private Map<String, String> rows(String pattern) {
        return table(Pattern.compile("(?m)^" + pattern)
                .matcher(document)
                .results()
                .map(row -> Map.entry(row.group(1), row.group(2) + " " + row.group(3))));
    }

    private static Map<String, String> table(Stream<Map.Entry<String, String>> rows) {
        Map<String, String> table = new LinkedHashMap<>();
        rows.forEach(row -> assertThat(table.put(row.getKey(), row.getValue()))
                .as(row.getKey() + " stands twice")
                .isNull());
        return table;
    }

    private static String read() {
        try {
            return Files.readString(Path.of("..", "docs", "PROTOCOL.md"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
