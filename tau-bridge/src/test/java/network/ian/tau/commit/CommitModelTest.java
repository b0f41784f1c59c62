package network.ian.tau.commit;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class CommitModelTest {

    private static final Logger LOG = (Logger) LoggerFactory.getLogger("network.ian.tau.commit");

    /** Each of the thousands of troubles would be said. */
    @BeforeAll
    static void quiet() {
        LOG.setLevel(Level.OFF);
    }

    @AfterAll
    static void asBefore() {
        LOG.setLevel(null);
    }

    @Test
    void whateverHappensEachAnchorStandsOnTheChainOnce() {
        run(200, 100, 1);
    }

    @Test
    @Tag("proof")
    void whateverHappensToThousandsEachAnchorStandsOnTheChainOnce() {
        run(3_000, 150, new Random().nextInt());
    }

    private static void run(int seeds, int events, long first) {
        System.out.printf(Locale.ROOT, "seeds %d to %d, %d events each%n", first, first + seeds - 1, events);
        long transactions = 0;
        long deaths = 0;
        long faults = 0;
        long reorganisations = 0;
        for (long seed = first; seed < first + seeds; seed++) {
            CommitModel model = new CommitModel(seed, seed % 3 == 0);
            try {
                transactions += model.run(events);
            } catch (AssertionError | RuntimeException e) {
                throw new AssertionError("seed " + seed + ": " + e.getMessage(), e);
            }
            deaths += model.deaths;
            faults += model.faults;
            reorganisations += model.reorganisations;
        }
        System.out.printf(
                Locale.ROOT,
                "%d transactions, %d deaths, %d faults, %d reorganisations%n",
                transactions,
                deaths,
                faults,
                reorganisations);
    }
}
