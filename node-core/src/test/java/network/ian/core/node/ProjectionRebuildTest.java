package network.ian.core.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import network.ian.core.crypto.Hash;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProjectionRebuildTest {

    @TempDir
    private Path directory;

    @Test
    void aLeaderboardThatIsNotWhatTheLogGivesIsSeenAndFoldedAnew() throws IOException {
        try (WriterFixture fixture = new WriterFixture(directory)) {
            fixture.ledger.append(fixture.appends(3));
            Hash right = fixture.ledger.view().leaderboard().root();
            assertThat(folded(fixture)).isEqualTo(right);

            // All entries of the fixture measure the same, so only the first one ranks: forgetting it shows.
            fixture.leaderboard.clear();
            fixture.ledger.append(fixture.appends(2));
            assertThat(fixture.ledger.view().leaderboard().root()).isNotEqualTo(right);
            assertThat(folded(fixture)).isEqualTo(right);

            fixture.ledger.rankAnew();
            assertThat(fixture.ledger.view().leaderboard().root()).isEqualTo(right);
            assertThat(fixture.ledger.view().log().size()).isEqualTo(5);
        }
    }

    private static Hash folded(WriterFixture fixture) {
        return ProjectionRebuild.fold(WriterFixture.SPEC, fixture.ledger.view()).root();
    }
}
