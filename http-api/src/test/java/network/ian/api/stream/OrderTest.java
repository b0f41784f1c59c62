package network.ian.api.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OrderTest {

    @Test
    void readsWhatTheDocumentShows() {
        assertThat(parse("{\"type\":\"subscribe\",\"channels\":[\"contributions\",\"leaderboard\"],\"goal\":\"G\","
                        + "\"since\":\"68f3a1c2d4e5-1041\"}"))
                .isEqualTo(new Order.Subscribe(
                        new Filter(Set.of(Channel.CONTRIBUTIONS, Channel.LEADERBOARD), Optional.of("G")),
                        Optional.of(new Cursor("68f3a1c2d4e5", 1041))));
        assertThat(parse("{\"type\":\"unsubscribe\"}")).isEqualTo(new Order.Unsubscribe());
        assertThat(parse("{\"type\":\"ping\"}")).isEqualTo(new Order.Ping());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "hello|message",
                "[]|message",
                "{}|type",
                "{\"type\":1}|type",
                "{\"type\":\"shout\"}|type",
                "{\"type\":\"ping\",\"extra\":1}|extra",
                "{\"type\":\"subscribe\"}|channels",
                "{\"type\":\"subscribe\",\"channels\":\"tau\"}|channels",
                "{\"type\":\"subscribe\",\"channels\":[]}|channels",
                "{\"type\":\"subscribe\",\"channels\":[\"news\"]}|channels",
                "{\"type\":\"subscribe\",\"channels\":[\"tau\"],\"goal\":\"X\"}|goal",
                "{\"type\":\"subscribe\",\"channels\":[\"tau\"],\"since\":\"7\"}|since",
                "{\"type\":\"subscribe\",\"channels\":[\"tau\"],\"since\":\"0123456789ab-\"}|since",
                "{\"type\":\"subscribe\",\"channels\":[\"tau\"],\"since\":\"0123456789ab-9999999999999999999\"}|since",
            })
    void namesWhatIsWrong(String message, String field) {
        assertThat(parse(message))
                .isInstanceOfSatisfying(
                        Order.Malformed.class,
                        malformed -> assertThat(malformed.sentence()).startsWith(field));
    }

    private static Order parse(String text) {
        return Order.parse(text, "G"::equals);
    }
}
