package network.ian.core.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import network.ian.core.crypto.Hash;
import network.ian.core.file.DirectoryTree;
import network.ian.core.journal.Problem;
import network.ian.core.journal.StoredEntry;
import network.ian.core.repair.RepairNote;
import network.ian.core.salvage.LocalRepair;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A salvage keeps exactly the entries that no damage touched, wherever a log is damaged. */
class SalvagePropertyTest {

    @TempDir
    private Path directory;

    private RepairFixture fixture;

    @BeforeEach
    void fill() throws IOException {
        fixture = new RepairFixture(directory);
    }

    @Test
    void salvageKeepsEveryEntryThatStillVerifies() throws IOException {
        assertThat(lostToDamage(20_261_121, 8)).isGreaterThan(5);
    }

    @Test
    @Tag("proof")
    void salvageKeepsEveryEntryThatStillVerifiesManyTimes() throws IOException {
        int lost = lostToDamage(System.nanoTime(), 300);
        System.out.println("salvage: 300 damaged logs of " + fixture.before.size() + " entries, " + lost
                + " entries hit, all others kept");
        assertThat(lost).isGreaterThan(300);
    }

    private int lostToDamage(long seed, int rounds) throws IOException {
        System.out.println("salvage: seed " + seed);
        Random random = new Random(seed);
        Path sound = directory.resolve("sound");
        DirectoryTree.copy(fixture.data.path(), sound);
        int lost = 0;
        for (int round = 0; round < rounds; round++) {
            DirectoryTree.delete(fixture.data.path());
            DirectoryTree.copy(sound, fixture.data.path());
            for (int times = 1 + random.nextInt(3); times > 0; times--) {
                fixture.log.damage(random);
            }
            Set<Hash> expected = fixture.log.whole(fixture.before, sound);
            lost += fixture.before.size() - expected.size();
            LocalRepair.Result result = fixture.repair();
            String what = "round " + round + " of seed " + seed;
            assertThat(ids(fixture.entries())).as(what).isEqualTo(expected);
            assertThat(result.note().map(RepairNote::salvaged).orElse(fixture.before.size()))
                    .as(what)
                    .isEqualTo(expected.size());
            assertThat(fixture.data.auditGoal().problems().stream()
                            .filter(problem -> problem.kind() != Problem.Kind.PROJECTION))
                    .as(what)
                    .isEmpty();
        }
        return lost;
    }

    private static Set<Hash> ids(List<StoredEntry> entries) {
        Set<Hash> ids = new LinkedHashSet<>();
        entries.forEach(entry -> ids.add(entry.id()));
        return ids;
    }
}
