package network.ian.p2p.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import network.ian.p2p.peer.Peer;
import network.ian.p2p.wire.GoodbyeReason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What an operator's edits of the file do to a running node. */
final class ScoreEditTest extends ScoreFileFixture {

    @Test
    void anEditedBanIsReadAgainstTheClockOfThatMoment() throws IOException {
        keeper = start(rig);
        Peer peer = rig.connect(1);
        save();

        rig.wall.jump(Duration.ofHours(1));
        edit(json -> entry(json, peer).put("banned_until", rig.nowSeconds() + 60));
        poll();
        rig.wall.jump(Duration.ofHours(-5));

        assertThat(rig.expelled).containsEntry(peer, GoodbyeReason.BANNED);
        rig.advance(Duration.ofSeconds(59));
        assertThat(rig.board.banned(peer.id())).isTrue();
        rig.advance(Duration.ofSeconds(2));
        assertThat(rig.board.banned(peer.id())).isFalse();
    }

    @Test
    void anEditedScoreActsAsAScore() throws IOException {
        keeper = start(rig);
        Peer low = rig.connect(1);
        Peer lowest = rig.connect(2);
        Peer best = rig.connect(3);
        save();

        edit(json -> {
            entry(json, low).put("score", 29);
            entry(json, lowest).put("score", 5);
            entry(json, best).put("score", 4_000);
        });
        poll();

        assertThat(rig.expelled)
                .containsEntry(low, GoodbyeReason.LOW_SCORE)
                .containsEntry(lowest, GoodbyeReason.BANNED)
                .doesNotContainKey(best);
        assertThat(rig.board.score(best.id())).isEqualTo(200);
        assertThat(peer(lowest).get("banned_until").asDouble()).isCloseTo(rig.nowSeconds() + 86_400, within(1.0));
        assertThat(peer(best).get("score").asDouble()).isEqualTo(200);
    }

    @Test
    void aResetScoreLiftsTheBanThatAFaultBrought() throws IOException {
        keeper = start(rig);
        Peer peer = rig.connect(1);
        rig.board.fault(peer, Fault.BAD_SIGNATURE);
        save();

        edit(json -> entry(json, peer).put("score", 100));
        poll();

        assertThat(rig.board.refuses(peer.id(), peer.address())).isEmpty();
        assertThat(peer(peer).get("banned_until").asDouble()).isZero();
        assertThat(peer(peer).get("score").asDouble()).isEqualTo(100);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 1_000_000_000.0})
    void aBanEditedIntoThePastIsLifted(double until) throws IOException {
        keeper = start(rig);
        Peer peer = rig.connect(1);
        rig.board.fault(peer, Fault.BAD_SIGNATURE);
        save();

        edit(json -> entry(json, peer).put("banned_until", until));
        poll();

        assertThat(rig.board.refuses(peer.id(), peer.address())).isEmpty();
        assertThat(rig.board.score(peer.id())).isEqualTo(Thresholds.LOW);
    }

    @Test
    void anotherScoreDoesNotLiftABanThatTheOperatorSet() throws IOException {
        keeper = start(rig);
        Peer peer = rig.connect(1);
        rig.board.ban(peer.id(), Duration.ofDays(7));
        save();

        edit(json -> entry(json, peer).put("score", 120));
        poll();

        assertThat(rig.board.banned(peer.id())).isTrue();
    }

    @Test
    void aRemovedPeerIsForgottenEvenWhileItIsConnected() throws IOException {
        keeper = start(rig);
        Peer connected = rig.connect(1);
        Peer banned = rig.connect(2);
        rig.fault(connected, Fault.NOT_SUPPLIED, 30);
        rig.board.fault(banned, Fault.BAD_SIGNATURE);
        save();

        edit(json -> ((ObjectNode) json.get("peers")).removeAll());
        poll();

        assertThat(rig.board.score(connected.id())).isEqualTo(100);
        assertThat(rig.board.refuses(banned.id(), banned.address())).isEmpty();
        assertThat(rig.expelled).doesNotContainKey(connected);
    }

    @Test
    void anOperatorBansAPeerThatTheNodeNeverMet() throws IOException {
        keeper = start(rig);

        edit(json -> ((ObjectNode) json.get("peers"))
                .putObject(Rig.id(7).hex())
                .put("banned_until", rig.nowSeconds() + 1e9));
        poll();

        assertThat(rig.board.refuses(Rig.id(7), Rig.address(PUBLIC))).contains(GoodbyeReason.BANNED);
        assertThat(file().at("/peers/" + Rig.id(7) + "/last_seen").asDouble())
                .as("or pruning by age would take the ban away")
                .isEqualTo(rig.nowSeconds());
    }

    @Test
    void anOperatorBansAndFreesAPrefix() throws IOException {
        keeper = start(rig);

        edit(json -> json.putObject("banned_prefixes").put("203.0.113.0/24", rig.nowSeconds() + 600));
        poll();
        assertThat(rig.board.refuses(Rig.address(PUBLIC))).contains(GoodbyeReason.BANNED);
        edit(json -> json.remove("banned_prefixes"));
        poll();

        assertThat(rig.board.refuses(Rig.address(PUBLIC))).isEmpty();
    }

    @Test
    void whatTheOperatorDidNotTouchKeepsTheValueInMemory() throws IOException {
        keeper = start(rig);
        Peer edited = rig.connect(1);
        Peer other = rig.connect(2);
        save();

        edit(json -> entry(json, edited).put("score", 55));
        rig.fault(edited, Fault.NOT_SUPPLIED, 3);
        rig.fault(other, Fault.NOT_SUPPLIED, 20);
        poll();

        assertThat(rig.board.score(edited.id())).isEqualTo(55);
        assertThat(peer(edited).get("failed_syncs").asInt()).isEqualTo(3);
        assertThat(rig.board.score(other.id())).isEqualTo(80);
    }

    /** The editor was opened, the node banned somebody and saved several times, then the editor wrote its old copy back. */
    @Test
    void anEditorThatWasOpenForMinutesUndoesNothing() throws IOException {
        keeper = start(rig);
        Peer edited = rig.connect(1);
        Peer other = rig.connect(2);
        save();
        ObjectNode inTheEditor = file();

        rig.board.fault(other, Fault.BAD_SIGNATURE);
        Peer met = rig.connect(3);
        rig.board.fault(met, Fault.NOT_SUPPLIED);
        for (int i = 0; i < 10; i++) {
            rig.advance(Duration.ofSeconds(30));
            save();
        }
        entry(inTheEditor, edited).put("score", 77);
        Files.write(path(), JSON.writeValueAsBytes(inTheEditor));
        poll();

        assertThat(rig.board.score(edited.id())).isEqualTo(77);
        assertThat(rig.board.banned(other.id())).isTrue();
        assertThat(rig.board.score(met.id())).isLessThan(100);
    }

    @Test
    void anEntryThatCannotBeUnderstoodIsLeftToMemory() throws IOException {
        keeper = start(rig);
        Peer peer = rig.connect(1);
        rig.board.fault(peer, Fault.BAD_SIGNATURE);
        save();

        edit(json -> entry(json, peer).put("banned_until", "never"));
        poll();

        assertThat(rig.board.banned(peer.id())).isTrue();
        assertThat(peer(peer).get("banned_until").isNumber()).isTrue();
    }

    @Test
    void aDeletedFileIsNotAnOrderToForget() throws IOException {
        keeper = start(rig);
        Peer peer = rig.connect(1);
        rig.board.fault(peer, Fault.BAD_SIGNATURE);
        save();

        Files.delete(path());
        poll();

        assertThat(rig.board.banned(peer.id())).isTrue();
        assertThat(peer(peer).get("banned_until").asDouble()).isPositive();
    }

    @Test
    void unknownFieldsAreKept() throws IOException {
        keeper = start(rig);
        Peer peer = rig.connect(1);
        save();

        edit(json -> {
            json.put("site", "north");
            entry(json, peer).put("owner", "ops");
        });
        poll();
        rig.board.fault(peer, Fault.BAD_SIGNATURE);
        save();

        assertThat(file().get("site").asText()).isEqualTo("north");
        assertThat(peer(peer).get("owner").asText()).isEqualTo("ops");
        assertThat(peer(peer).get("invalid_contributions").asInt()).isEqualTo(1);
    }
}
