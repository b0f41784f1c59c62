package network.ian.tau.client;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class NodeTextTest {

    @Test
    void leavesPrintableTextAlone() {
        assertThat(NodeText.shown("Tränsaction queued.")).isEqualTo("Tränsaction queued.");
        assertThat(NodeText.shown("")).isEmpty();
    }

    @Test
    void replacesWhatIsNotPrintable() {
        assertThat(NodeText.shown("a\u001b[31mb\nc\u202ed\ud800e")).isEqualTo("a?[31mb?c?d?e");
    }

    @Test
    void cutsToTheGivenLength() {
        assertThat(NodeText.shown("x".repeat(10_000))).hasSize(200).endsWith("x...");
        assertThat(NodeText.shown("\ud83d\ude00".repeat(100), 20)).hasSizeLessThanOrEqualTo(20);
        assertThat(NodeText.shown("12345", 5)).isEqualTo("12345");
    }
}
