package network.ian.p2p.intake;

import static org.assertj.core.api.Assertions.assertThat;

import network.ian.core.ingest.Entrance;
import network.ian.core.verdict.Reason;
import network.ian.core.verdict.Verdict;
import network.ian.p2p.peer.Peer;
import network.ian.p2p.wire.WireEntry;
import org.junit.jupiter.api.Test;

/** How many entries and bytes are judged at a time, and that no entrance, pusher or sender of junk takes it all. */
class JudgingWindowTest {

    private final IntakeBench bench = new IntakeBench();

    @Test
    void neitherEntranceTakesTheWholeWindow() {
        int history = 0;
        while (bench.offer(history, Entrance.HISTORY) == Offer.TAKEN) {
            history++;
        }
        assertThat(history).isEqualTo(JudgingWindow.ENTRIES / 4 * 3);
        assertThat(bench.intake.room()).isZero();
        int pushed = 0;
        while (bench.offer(1_000_000 + pushed, Entrance.DOOR) == Offer.TAKEN) {
            pushed++;
        }
        assertThat(pushed).isEqualTo(JudgingWindow.ENTRIES / 4);
        assertThat(bench.intake.judging()).isEqualTo(JudgingWindow.ENTRIES);
    }

    @Test
    void onePusherTakesAQuarterAtMost() {
        int pushed = 0;
        while (bench.offer(pushed, Entrance.DOOR) == Offer.TAKEN) {
            pushed++;
        }
        assertThat(pushed).isEqualTo(JudgingWindow.ENTRIES_OF_ONE_PUSHER);
        assertThat(bench.intake.offer(bench.goal, IntakeBench.supplied(1_000_000, Entrance.DOOR, IntakeBench.peer(2))))
                .isEqualTo(Offer.TAKEN);
    }

    @Test
    void onePusherTakesAQuarterOfTheBytesAtMost() {
        int taken = 0;
        while (bench.intake.offer(bench.goal, new Supplied(IntakeBench.large(taken), bench.peer, Entrance.DOOR, 0, 0))
                == Offer.TAKEN) {
            taken++;
        }
        assertThat(taken).isEqualTo(7);
        assertThat(bench.intake.offer(
                        bench.goal, new Supplied(IntakeBench.large(99), IntakeBench.peer(2), Entrance.DOOR, 0, 0)))
                .isEqualTo(Offer.TAKEN);
        for (int number = 0; number < taken; number++) {
            bench.decide(new Verdict.Ignore(Reason.STALE, "test"));
        }
        assertThat(bench.intake.offer(
                        bench.goal, new Supplied(IntakeBench.large(100), bench.peer, Entrance.DOOR, 0, 0)))
                .isEqualTo(Offer.TAKEN);
    }

    @Test
    void theWindowIsBoundedInBytes() {
        int taken = 0;
        WireEntry large;
        do {
            large = IntakeBench.large(taken);
            taken++;
        } while (bench.intake.offer(bench.goal, new Supplied(large, bench.peer, Entrance.HISTORY, 0, 0))
                == Offer.TAKEN);
        assertThat(taken - 1).isEqualTo(23);
    }

    @Test
    void underPressureAddressesThatSendJunkAreDroppedEarly() {
        Peer junk = IntakeBench.peer(66);
        for (int number = 0; number < 20; number++) {
            bench.intake.offer(bench.goal, IntakeBench.supplied(number, Entrance.DOOR, junk));
            bench.decide(new Verdict.Reject(Reason.BELOW_THRESHOLD, "test"));
        }
        int number = 1_000;
        for (int pusher = 100; pusher < 104; pusher++) {
            for (int i = 0; i < 300; i++) {
                bench.intake.offer(bench.goal, IntakeBench.supplied(number++, Entrance.DOOR, IntakeBench.peer(pusher)));
            }
        }
        int junkTaken = 0;
        int goodTaken = 0;
        for (int i = 0; i < 200; i++) {
            junkTaken +=
                    bench.intake.offer(bench.goal, IntakeBench.supplied(number++, Entrance.DOOR, junk)) == Offer.TAKEN
                            ? 1
                            : 0;
            goodTaken +=
                    bench.intake.offer(bench.goal, IntakeBench.supplied(number++, Entrance.DOOR, IntakeBench.peer(7)))
                                    == Offer.TAKEN
                            ? 1
                            : 0;
        }
        assertThat(junkTaken).isLessThan(5);
        assertThat(goodTaken).isEqualTo(200);
    }
}
