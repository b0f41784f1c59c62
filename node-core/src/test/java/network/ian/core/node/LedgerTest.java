package network.ian.core.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LedgerTest {

    @TempDir
    private Path directory;

    private WriterFixture fixture;
    private Ledger ledger;

    @BeforeEach
    void open() throws IOException {
        fixture = new WriterFixture(directory);
        ledger = fixture.ledger;
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void aBurstLargerThanTheRoomIsTakenAsFarAsItFits() {
        fixture.used.set(WriterFixture.DATA_QUOTA - 20_000);
        List<WriterTask.Append> burst = fixture.appends(100);
        ledger.append(burst);
        long accepted = WriterFixture.accepted(burst);
        assertThat(accepted).isBetween(5L, 99L);
        assertThat(ledger.view().log().size()).isEqualTo((int) accepted);
        assertThat(ledger.health().state()).isEqualTo(GoalHealth.State.FULL);
        assertThat(WriterFixture.accepted(burst.subList(0, (int) accepted)))
                .as("those that came first")
                .isEqualTo(accepted);
    }

    @Test
    void aFullGoalOpensAgainWhenTheRefusedEntryFitsNotTheWholeBurst() {
        fixture.used.set(WriterFixture.DATA_QUOTA);
        ledger.append(fixture.appends(100));
        assertThat(ledger.health().state()).isEqualTo(GoalHealth.State.FULL);

        fixture.used.set(WriterFixture.DATA_QUOTA - 2_000);
        fixture.clock.advance(Duration.ofSeconds(2));
        ledger.maintain();
        assertThat(ledger.health().state()).as("room is kept for one entry").isEqualTo(GoalHealth.State.FULL);

        fixture.used.set(WriterFixture.DATA_QUOTA - 10_000);
        List<WriterTask.Append> early = fixture.appends(1);
        ledger.append(early);
        assertThat(WriterFixture.accepted(early))
                .as("full until it says otherwise")
                .isZero();
        fixture.clock.advance(Duration.ofSeconds(2));
        ledger.maintain();
        assertThat(ledger.health()).isEqualTo(GoalHealth.SERVING);
        List<WriterTask.Append> late = fixture.appends(2);
        ledger.append(late);
        assertThat(WriterFixture.accepted(late)).isEqualTo(2);
    }

    @Test
    void aFailedJournalEndsIntakeForGoodAndAnswersEverybody() throws IOException {
        ledger.append(fixture.appends(3));
        fixture.journal.close();
        List<WriterTask.Append> unlucky = fixture.appends(3);
        ledger.append(unlucky);
        assertThat(WriterFixture.accepted(unlucky)).isZero();
        assertThat(ledger.health().state()).isEqualTo(GoalHealth.State.FAILED);

        fixture.used.set(WriterFixture.DATA_QUOTA);
        List<WriterTask.Append> more = fixture.appends(1);
        ledger.append(more);
        assertThat(WriterFixture.accepted(more)).isZero();
        fixture.used.set(0);
        fixture.clock.advance(Duration.ofSeconds(2));
        ledger.maintain();
        assertThat(ledger.health().state()).isEqualTo(GoalHealth.State.FAILED);
        assertThat(ledger.view().log().size()).isEqualTo(3);
    }

    @Test
    void whatFailedHalfWayIsNeverPublished() {
        ledger.append(fixture.appends(3));
        GoalView before = ledger.view();
        ledger.fail("an internal error", List.of());
        ledger.maintain();
        ledger.close();
        assertThat(ledger.view()).isSameAs(before);
    }

    @Test
    void oneContributionTwiceInAGroupIsOneEntry() {
        WriterTask.Append once = fixture.append();
        WriterTask.Append twice = WriterFixture.again(once);
        ledger.append(List.of(once, twice));
        assertThat(once.answer().join().accepted()).isTrue();
        assertThat(twice.answer().join().accepted()).isFalse();
        assertThat(twice.answer().join().logIndex()).hasValue(0);
        assertThat(ledger.view().log().size()).isEqualTo(1);
    }
}
