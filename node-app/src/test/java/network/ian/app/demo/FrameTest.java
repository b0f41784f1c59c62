package network.ian.app.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import network.ian.app.cli.Style;
import network.ian.core.codec.Bytes;
import network.ian.core.crypto.Hash;
import network.ian.core.crypto.Sha256;
import network.ian.core.evaluation.trading.Policy;
import network.ian.core.evaluation.trading.PolicyMutation;
import network.ian.core.evaluation.trading.SplitMix64;
import network.ian.core.runtime.WorkerPool;
import org.junit.jupiter.api.Test;

class FrameTest {

    private static final Result RESULT = new Result(-0.0123, 0.0456, 0.1234, 3.1, 0.61, 0.24);

    private final Frame frame = new Frame(Style.PLAIN, "title", 200, 10);

    @Test
    void showsTheNodeAndWhoLeads() {
        List<String> lines = frame.lines(none(), board("agent-1", "id-of-2"), 3.2);
        assertThat(lines)
                .contains(Frame.CAUTION)
                .anyMatch(line -> line.contains("0 of 200   3 s"))
                .anyMatch(line ->
                        line.matches("log +12 entries, root " + hash(90).hex().substring(0, 16)))
                .anyMatch(line -> line.startsWith("  1  -0.0123   +4.56%   12.3%") && line.contains("agent-1"));
        assertThat(frame.summary(none(), board("agent-1"))).contains("best score -0.0123 by agent-1, log 12 entries");
    }

    @Test
    void newcomersAreMarkedFromTheSecondPictureOn() {
        assertThat(frame.lines(none(), board("a"), 0)).noneMatch(line -> line.contains("*"));
        assertThat(frame.lines(none(), board("a", "b"), 1).stream().filter(line -> line.contains("* ")))
                .singleElement()
                .asString()
                .contains(" b ");
    }

    @Test
    void aStrangersNameCannotWriteToTheTerminal() {
        String shown = String.join("\n", frame.lines(none(), board("\u001b[2Jx"), 0));
        assertThat(shown).doesNotContain("\u001b").contains("\\u{1b}");
    }

    @Test
    void noLineIsWiderThanATerminal() {
        PolicyMutation mutation = new PolicyMutation(new SplitMix64(4));
        for (int i = 0; i < 200; i++) {
            Board board = new Board(12, hash(90), hash(91), 1, List.of(entry(1, "agent-1", mutation.random())));
            assertThat(frame.lines(none(), board, 9999))
                    .allSatisfy(line -> assertThat(line.length()).as(line).isLessThanOrEqualTo(78));
            Board modules = new Board(
                    10_000,
                    hash(90),
                    hash(91),
                    1,
                    List.of(entry(1, "agent-1", new ModuleProposal(Bytes.wrap(new byte[1000 + i])))));
            assertThat(frame.modules("DEMO_WASM_AGENT", none(), modules))
                    .allSatisfy(line -> assertThat(line.length()).as(line).isLessThanOrEqualTo(78))
                    .anyMatch(line -> line.contains("a module of 1"));
        }
    }

    private static Competition none() {
        return new Competition(List.of(), new WorkerPool("none", 1, 1));
    }

    private static Board board(String... contributors) {
        List<Board.Entry> entries = new ArrayList<>();
        for (String contributor : contributors) {
            entries.add(entry(entries.size() + 1, contributor, Textbook.policy(entries.size())));
        }
        return new Board(12, hash(90), hash(91), entries.size(), entries);
    }

    private static Board.Entry entry(int rank, String contributor, Policy policy) {
        return entry(rank, contributor, new PolicyProposal(policy));
    }

    private static Board.Entry entry(int rank, String contributor, Proposal proposal) {
        return new Board.Entry(rank, hash(rank), contributor, RESULT, Optional.of(proposal));
    }

    private static Hash hash(int i) {
        return Sha256.of(new byte[] {(byte) i});
    }
}
