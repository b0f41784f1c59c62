package network.ian.p2p.score;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import network.ian.p2p.peer.Peer;
import network.ian.p2p.wire.GoodbyeReason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How the file and the scores in memory are kept the same. */
final class ScoreKeeperTest extends ScoreFileFixture {

    @Test
    void aNewNodeWritesAnEmptyFile() throws IOException {
        start(rig);

        assertThat(file().get("version").asInt()).isEqualTo(1);
        assertThat(file().get("peers")).isEmpty();
        assertThat(Files.getPosixFilePermissions(path())).hasSize(2);
    }

    @Test
    void aBanSurvivesACrashOnceTheNextRoundWasRun() {
        keeper = start(rig);
        Peer peer = rig.connect(1);
        rig.board.fault(peer, Fault.BAD_SIGNATURE);
        poll();

        Rig again = new Rig();
        start(again);

        assertThat(again.board.refuses(peer.id(), peer.address())).contains(GoodbyeReason.BANNED);
        again.advance(Duration.ofHours(24));
        assertThat(again.board.refuses(peer.id(), peer.address())).isEmpty();
        assertThat(again.board.score(peer.id())).isGreaterThanOrEqualTo(Thresholds.LOW);
    }

    @Test
    void aBanThatRanOutWhileTheNodeWasDownIsOver() {
        keeper = start(rig);
        Peer peer = rig.connect(1);
        rig.board.fault(peer, Fault.BAD_SIGNATURE);
        save();

        Rig again = new Rig();
        again.wall.jump(Duration.ofHours(25));
        start(again);

        assertThat(again.board.refuses(peer.id(), peer.address())).isEmpty();
    }

    @Test
    void scoresCountsAndPrefixBansSurviveARestart() {
        keeper = start(rig);
        for (int i = 1; i <= 3; i++) {
            rig.board.fault(rig.connect(i, "203.0.113." + i), Fault.BAD_SIGNATURE);
        }
        Peer peer = rig.connect(9);
        rig.fault(peer, Fault.NOT_SUPPLIED, 12);
        save();

        Rig again = new Rig();
        start(again);

        assertThat(again.board.refuses(Rig.address(PUBLIC))).contains(GoodbyeReason.BANNED);
        assertThat(again.board.score(peer.id())).isCloseTo(88, within(1e-3));
        assertThat(again.board.list()).isEqualTo(rig.board.list());
    }

    @ParameterizedTest
    @ValueSource(longs = {1, -1})
    void aWallClockThatJumpsAnHourNeitherBansNorUnbans(long hours) throws IOException {
        keeper = start(rig);
        Peer banned = rig.connect(1);
        Peer free = rig.connect(2);
        rig.board.ban(banned.id(), Duration.ofMinutes(30));
        poll();

        rig.wall.jump(Duration.ofHours(hours));
        save();
        edit(json -> json.put("note", "touches the file"));
        poll();

        assertThat(rig.board.banned(banned.id())).isTrue();
        assertThat(rig.board.banned(free.id())).isFalse();
        assertThat(peer(banned).get("banned_until").asDouble()).isCloseTo(rig.nowSeconds() + 1_800, within(0.01));
        rig.advance(Duration.ofMinutes(30).minusSeconds(1));
        assertThat(rig.board.banned(banned.id())).isTrue();
        rig.advance(Duration.ofSeconds(1));
        assertThat(rig.board.banned(banned.id())).isFalse();
    }

    @Test
    void anEditBetweenReadingAndWritingIsNotOverwritten() throws IOException {
        keeper = start(rig);
        Peer peer = rig.connect(1);
        save();
        rig.board.fault(rig.connect(2), Fault.BAD_SIGNATURE);

        Optional<ScoreDocument> due = keeper.exchange(keeper.read(false), false);
        edit(json -> entry(json, peer).put("score", 44));
        assertThat(keeper.write(due.orElseThrow())).isFalse();
        assertThat(poll()).isTrue();

        assertThat(rig.board.score(peer.id())).isEqualTo(44);
        assertThat(peer(peer).get("score").asDouble()).isEqualTo(44);
        assertThat(file().at("/peers/" + Rig.id(2) + "/banned_until").asDouble())
                .isPositive();
    }

    @Test
    void aTornFileIsWaitedForAndMergedWhenItIsWhole() throws IOException {
        keeper = start(rig);
        Peer peer = rig.connect(1);
        save();
        ObjectNode json = file();
        entry(json, peer).put("score", 33);
        byte[] whole = JSON.writeValueAsBytes(json);

        Files.write(path(), Arrays.copyOf(whole, whole.length / 2));
        rig.board.fault(rig.connect(2), Fault.BAD_SIGNATURE);
        assertThat(poll()).isFalse();
        rig.advance(Duration.ofSeconds(4));
        assertThat(poll()).isFalse();
        assertThat(Files.size(path())).as("not written meanwhile").isEqualTo(whole.length / 2);
        Files.write(path(), whole);
        assertThat(poll()).isTrue();

        assertThat(rig.board.score(peer.id())).isEqualTo(33);
        assertThat(rig.board.bannedCount()).isEqualTo(1);
        assertThat(aside()).isEmpty();
    }

    @Test
    void aFileThatStaysBrokenIsCopiedAsideAndWrittenAnew() throws IOException {
        keeper = start(rig);
        Peer peer = rig.connect(1);
        rig.fault(peer, Fault.NOT_SUPPLIED, 10);
        save();

        Files.writeString(path(), "{ \"peers\": { oops");
        assertThat(poll()).isFalse();
        rig.advance(Duration.ofSeconds(5));
        assertThat(poll()).isTrue();

        assertThat(aside()).singleElement().satisfies(copy -> assertThat(copy).hasContent("{ \"peers\": { oops"));
        assertThat(aside().get(0).getFileName()).hasToString("peer_scores.json.bad-" + rig.wall.millis());
        assertThat(rig.board.score(peer.id())).isCloseTo(90, within(0.01));
        assertThat(peer(peer).get("score").asDouble()).isCloseTo(90, within(0.01));
        assertThat(Files.readString(path(), UTF_8)).startsWith("{");
    }

    @Test
    void aFileThatIsTooLargeIsNotReadIntoMemory() throws IOException {
        keeper = start(rig);
        try (RandomAccessFile sparse = new RandomAccessFile(path().toFile(), "rw")) {
            sparse.setLength(ScoreCodec.MAX_BYTES + 1L);
        }
        assertThat(poll()).isFalse();
        rig.advance(Duration.ofSeconds(5));
        assertThat(poll()).isTrue();

        assertThat(aside()).hasSize(1);
        assertThat(file().get("peers")).isEmpty();
    }

    @Test
    void aNodeThatStopsDoesNotWaitForABrokenFile() throws IOException {
        keeper = start(rig);
        Files.writeString(path(), "");

        save();

        assertThat(aside()).hasSize(1);
        assertThat(file().get("peers")).isEmpty();
    }

    @Test
    void aDiskThatRefusesIsTriedAgain() throws IOException {
        keeper = start(rig);
        Files.delete(path());
        Files.createDirectories(path().resolve("in the way"));
        rig.board.fault(rig.connect(1), Fault.BAD_SIGNATURE);

        assertThat(poll()).isFalse();
        Files.delete(path().resolve("in the way"));
        Files.delete(path());
        assertThat(poll()).isTrue();

        assertThat(file().get("peers")).hasSize(1);
    }

    @Test
    void ordinaryChangesAreSavedNowAndThenAndNothingIsNotSaved() throws IOException {
        keeper = start(rig);
        rig.advance(Duration.ofMinutes(1));
        var before = Files.getLastModifiedTime(path());
        poll();
        assertThat(Files.getLastModifiedTime(path())).as("nothing changed").isEqualTo(before);

        rig.board.credit(rig.connect(1), Deed.VALID_CONTRIBUTION);
        poll();
        assertThat(file().get("peers")).hasSize(1);
        rig.board.credit(rig.connect(2), Deed.VALID_CONTRIBUTION);
        poll();
        assertThat(file().get("peers")).as("too soon").hasSize(1);
        rig.advance(Duration.ofSeconds(11));
        poll();

        assertThat(file().get("peers")).hasSize(2);
    }

    @Test
    void stepsRunOnTheThreadsThatTheyAreGiven() throws IOException {
        ExecutorService protocol = Executors.newSingleThreadExecutor();
        ExecutorService worker = Executors.newSingleThreadExecutor();
        try {
            keeper = new ScoreKeeper(rig.board, new ScoreFile(directory, rig.ticker, rig.wall), rig.ticker);
            assertThat(keeper.poll(protocol, worker).join()).isTrue();
            protocol.execute(() -> rig.board.fault(rig.connect(1), Fault.BAD_SIGNATURE));
            assertThat(keeper.flush(protocol, worker).join()).isTrue();
            assertThat(file().get("peers")).hasSize(1);
            protocol.shutdownNow();
            assertThat(keeper.poll(protocol, worker).join())
                    .as("no thread to run on")
                    .isFalse();
        } finally {
            worker.shutdownNow();
            protocol.shutdownNow();
        }
    }

    @Test
    void roundsDoNotOverlap() {
        keeper = start(rig);
        ArrayDeque<Runnable> worker = new ArrayDeque<>();

        var first = keeper.poll(Runnable::run, worker::add);
        var second = keeper.poll(Runnable::run, worker::add);
        assertThat(worker).hasSize(1);
        while (!worker.isEmpty()) {
            worker.remove().run();
        }

        assertThat(first).isCompletedWithValue(true);
        assertThat(second).isCompletedWithValue(true);
    }

    @Test
    void whatIsRememberedOfWrittenFilesIsBounded() {
        ScoreHistory history = new ScoreHistory();
        for (int i = 1; i <= 100_000; i++) {
            history.add(ScoreDocument.EMPTY.savedAt(i));
        }

        assertThat(history.size()).isEqualTo(20_000);
        assertThat(history.base(99_999).savedAt()).isEqualTo(99_999);
        assertThat(history.base(5).savedAt()).as("older than all").isEqualTo(80_001);
        assertThat(history.base(0).savedAt()).as("not said").isEqualTo(100_000);
    }
}
