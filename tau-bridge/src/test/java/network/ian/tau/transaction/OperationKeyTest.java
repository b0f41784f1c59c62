package network.ian.tau.transaction;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import network.ian.core.crypto.Hash;
import network.ian.core.crypto.Sha256;
import network.ian.tau.transaction.AnchorText.GoalRegister;
import network.ian.tau.transaction.AnchorText.LogCommit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class OperationKeyTest {

    private static final Hash TOPIC = Sha256.of(new byte[] {1});
    private static final Hash ROOT = Sha256.of(new byte[] {2});
    private static final AnchorText COMMIT = new LogCommit(TOPIC, 3, ROOT, ROOT);
    private static final AnchorText REGISTER = new GoalRegister("GOAL", TOPIC);

    @ParameterizedTest
    @EnumSource
    void whatIsWrittenIsReadInEitherForm(OperationKey form) {
        for (List<AnchorText> anchors : List.of(List.of(COMMIT), List.of(REGISTER, COMMIT))) {
            JsonNode operations = form.operations(anchors);
            assertThat(AnchorText.in(operations)).isEqualTo(anchors);
            assertThat(OperationKey.of(operations)).isEqualTo(form);
        }
    }

    @Test
    void theFormsAreThoseOfTheFacts() {
        assertThat(OperationKey.NAME.operations(List.of(COMMIT)).toString())
                .isEqualTo("{\"ian\":\"" + COMMIT.text() + "\"}");
        assertThat(OperationKey.STREAM.operations(List.of(COMMIT)).toString())
                .isEqualTo("{\"1000\":[\"0\",\"" + COMMIT.text() + "\"]}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"5\":[\"0\",\"T\"]}",
                "{\"999\":[\"0\",\"T\"]}",
                "{\"01000\":[\"0\",\"T\"]}",
                "{\"1000\":\"T\"}",
                "{\"1000\":[\"T\"]}",
                "{\"1000\":[\"1\",\"T\"]}",
                "{\"10000000000\":[\"0\",\"T\"]}",
                "{\"other\":\"T\"}",
                "{\"ian\":{\"a\":\"T\"}}",
                "{\"ian\":[[\"T\"]]}",
                "[\"T\"]",
                "7"
            })
    void nothingElseIsRead(String operations) throws JsonProcessingException {
        JsonNode json = new ObjectMapper().readTree(operations.replace("T", COMMIT.text()));
        assertThat(AnchorText.in(json)).isEmpty();
    }

    @Test
    void bothFormsInOneTransactionAreReadInAFixedOrder() throws JsonProcessingException {
        String json = "{\"20000\":[\"0\",\"" + new LogCommit(TOPIC, 9, ROOT, ROOT).text() + "\"],\"1000\":[\"0\",\""
                + COMMIT.text() + "\"],\"ian\":\"" + REGISTER.text() + "\"}";
        assertThat(AnchorText.in(new ObjectMapper().readTree(json)))
                .containsExactly(REGISTER, COMMIT, new LogCommit(TOPIC, 9, ROOT, ROOT));
    }
}
