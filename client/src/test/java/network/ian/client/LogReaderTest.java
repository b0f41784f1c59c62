package network.ian.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import network.ian.client.answer.LogPage;
import network.ian.client.error.LogMovedException;
import network.ian.core.crypto.Hash;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LogReaderTest {

    private final FakeLog log = new FakeLog();
    private FakeNode node;
    private IanClient client;

    @BeforeEach
    void start() throws IOException {
        node = new FakeNode().otherwise(log::reply);
        client = IanClient.to(node.url()).build();
    }

    @AfterEach
    void stop() {
        node.close();
    }

    @Test
    void readsEveryLengthWholeAndInOrder() {
        for (int size : new int[] {0, 1, 6, 7, 8, 13, 14, 20, 40}) {
            log.holds(numbers(1, size), 0);
            List<Hash> expected = numbers(1, size).stream().map(FakeLog::id).toList();
            assertThat(client.logEntries("G", 0).map(LogPage.Entry::contributionId))
                    .as("%d entries", size)
                    .isEqualTo(expected);
            assertThat(client.logEntries("G", size / 2).map(LogPage.Entry::contributionId))
                    .isEqualTo(expected.subList(size / 2, size));
            LogReader reader = client.readLog("G", 0);
            reader.forEachRemaining(entry -> assertThat(entry.contributorId()).isEqualTo("ann"));
            assertThat(reader.root()).contains(FakeLog.root(expected));
        }
    }

    @Test
    void alsoReadsWhatIsAddedMeanwhile() {
        AtomicInteger size = new AtomicInteger(10);
        log.beforeEach(() -> log.holds(numbers(1, Math.min(25, size.getAndAdd(5))), 0));
        assertThat(client.logEntries("G", 0)).hasSize(25);
    }

    @Test
    void anEntryThatSlipsInBeforeIsNotPassedOver() {
        log.holds(numbers(1, 20), 0);
        LogReader reader = client.readLog("G", 0);
        reader.next();
        log.holds(
                IntStream.concat(IntStream.of(99), IntStream.rangeClosed(1, 20))
                        .boxed()
                        .toList(),
                0);
        assertThatThrownBy(() -> reader.forEachRemaining(entry -> {}))
                .isInstanceOfSatisfying(
                        LogMovedException.class, e -> assertThat(e.readSoFar()).isEqualTo(7));
    }

    @Test
    void entriesThatChangePlacesUnseenAreFoundByTheRoot() {
        log.holds(List.of(1, 2, 3, 4, 5, 6, 7, 8), 0);
        LogReader reader = client.readLog("G", 0);
        reader.next();
        log.holds(List.of(1, 3, 2, 4, 5, 6, 7, 8), 0);
        assertThatThrownBy(() -> reader.forEachRemaining(entry -> {})).isInstanceOf(LogMovedException.class);
    }

    @Test
    void aPageWithoutProgressIsNotAskedForAgainAndAgain() {
        log.holds(numbers(1, 20), 0).pageSize(1);
        assertThatThrownBy(() -> client.readLog("G", 0).forEachRemaining(entry -> {}))
                .isInstanceOf(LogMovedException.class);
    }

    private static List<Integer> numbers(int from, int to) {
        return IntStream.rangeClosed(from, to).boxed().toList();
    }
}
