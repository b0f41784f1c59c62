package network.ian.app.top;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Screens as they were looked at and found right. {@code -Dian.docs.write=true} writes them anew, to be looked at again. */
class LayoutTest {

    private static final Path GOLDEN = Path.of("src/test/resources/network/ian/app/top");
    private static final String HOSTILE =
            "\u001b[2J\u009b31m\u202e<b>漢字\uD83D\uDE80\r\n\u0007a\u0301\u0000\ud800".repeat(3);

    private final Layout layout = new Layout(ZoneOffset.UTC);

    @Test
    void aBusyNodeOnTerminalsOfSeveralSizes() throws IOException {
        Picture busy = Looks.picture(
                Looks.busy(),
                Looks.event("contribution_added", "#1203 ada 0.4123"),
                Looks.event("peer_connected", "198.51.100.3:9000 inbound"),
                Looks.event("tau_commit", "1,180 entries in block 1,199, settled"),
                Looks.event("sync_progress", "synchronized"));
        isGolden("busy-80x24", busy, new Size(80, 24));
        isGolden("busy-120x40", busy, new Size(120, 40));
        isGolden("busy-40x20", busy, new Size(40, 20));
    }

    @Test
    void anEmptyNodeWithoutPeersAnchorAndNewerEndpoints() throws IOException {
        isGolden("empty-80x24", Looks.picture(Looks.empty()), new Size(80, 24));
    }

    @Test
    void aNodeThatIsGoneIsGreyAndSaysSince() throws IOException {
        Picture picture = new Picture(
                Looks.snapshot(Looks.busy()),
                List.of(),
                true,
                Optional.of(
                        new Picture.Outage(12_000, "the node at http://127.0.0.1:8000 does not answer: no connection")),
                false,
                false);
        isGolden("gone-120x24", picture, new Size(120, 24));
        List<Line> lines = layout.lines(picture, new Size(80, 24));
        assertThat(lines.get(0).text()).contains("NO NEWS for 12 s").contains("picture of 21:53:32");
        assertThat(lines.subList(1, 23))
                .allSatisfy(line -> assertThat(line.pieces()).allMatch(piece -> piece.role() == Role.LABEL));
    }

    @Test
    void helpAndPauseSayHowToGoBack() throws IOException {
        Picture picture = Looks.picture(Looks.busy()).withHelp();
        isGolden("help-80x24", picture, new Size(80, 24));
        assertThat(text(Looks.picture(Looks.busy()).during(Optional.empty()), Size.USUAL))
                .contains("PAUSED")
                .contains("p go on");
    }

    @Test
    void anAlertOfTheRunbookStandsOut() {
        List<Line> lines = layout.lines(Looks.picture(Looks.busy()), new Size(120, 40));
        Line alert = lines.stream()
                .filter(line -> line.text().contains("IANSyncLag"))
                .findFirst()
                .orElseThrow();
        assertThat(alert.text()).startsWith("ALERT").contains("6 min").contains("runbook/alerts.md#iansynclag");
        assertThat(alert.pieces()).anyMatch(piece -> piece.role() == Role.WARNING);
    }

    @Test
    void whateverTheNodeSaysNoSizeBreaks() {
        long seed = 20261121;
        Random random = new Random(seed);
        JsonNode look = hostile(Looks.busy());
        ((ObjectNode) look).put("goal_id", look.at("/node/goals/0/goal_id").textValue());
        Picture hostile = Looks.picture(look, new Event(0, Optional.empty(), HOSTILE, HOSTILE, Role.BAD));
        for (int i = 0; i < 300; i++) {
            Size size = new Size(1 + random.nextInt(200), 1 + random.nextInt(60));
            List<Line> lines = layout.lines(hostile, size);
            assertThat(lines).as("seed %d, %s", seed, size).hasSize(size.rows());
            assertThat(lines).allSatisfy(line -> {
                assertThat(line.width()).as("seed %d, %s: %s", seed, size, line).isLessThanOrEqualTo(size.columns());
                assertThat(line.text().codePoints()).noneMatch(LayoutTest::moves);
            });
        }
        assertThat(text(hostile, new Size(200, 60))).contains("\\u{1b}[2J").contains("漢字");
    }

    private static boolean moves(int codePoint) {
        int type = Character.getType(codePoint);
        return type == Character.CONTROL || type == Character.FORMAT || type == Character.SURROGATE;
    }

    /** The same with every text replaced; what is asked for by its name stays asked for. */
    private static JsonNode hostile(JsonNode node) {
        if (node instanceof ObjectNode object) {
            List.copyOf(object.properties()).forEach(field -> object.set(field.getKey(), hostile(field.getValue())));
        } else if (node instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) {
                array.set(i, hostile(array.get(i)));
            }
        }
        return node.isTextual() ? TextNode.valueOf(HOSTILE) : node;
    }

    private void isGolden(String name, Picture picture, Size size) throws IOException {
        Path file = GOLDEN.resolve(name + ".txt");
        String text = text(picture, size);
        if (Boolean.getBoolean("ian.docs.write")) {
            Files.writeString(file, text);
        }
        assertThat(text).as(name).isEqualTo(Files.readString(file));
        assertThat(layout.lines(picture, size)).hasSize(size.rows()).allMatch(line -> line.width() <= size.columns());
    }

    private String text(Picture picture, Size size) {
        return layout.lines(picture, size).stream()
                .map(line -> line.text().stripTrailing() + "\n")
                .collect(Collectors.joining());
    }
}
