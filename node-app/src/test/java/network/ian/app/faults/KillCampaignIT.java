package network.ian.app.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * {@code kill -9} at 1,000 random moments of everything that nodes do (docs/FAULTS.md). Whatever ends it, the next run goes
 * on. {@code -Dian.faults.kills}, {@code .dir}, {@code .lives} (networks at a time) and {@code -Dian.test.seed} say otherwise.
 */
@Tag("proof")
class KillCampaignIT {

    @Test
    void everyPromiseIsKeptThroughAThousandKills() throws Exception {
        Path directory = Path.of(System.getProperty("ian.faults.dir", "target/faults"));
        Path root = Path.of(System.getProperty("ian.root", ".."));
        long kills = Long.getLong("ian.faults.kills", 1000);
        long seed = Long.getLong("ian.test.seed", System.nanoTime());
        CampaignRecord record =
                new Campaign(directory, root, seed, kills, System.out).run(Integer.getInteger("ian.faults.lives", 2));
        assertThat(record.failures())
                .as("their directories are in %s; remove them from record.properties once mended", directory)
                .isEmpty();
        assertThat(record.kills()).isGreaterThanOrEqualTo(kills);
    }
}
