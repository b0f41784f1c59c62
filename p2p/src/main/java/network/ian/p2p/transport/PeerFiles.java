package network.ian.p2p.transport;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import network.ian.core.runtime.MonotonicClock;
import network.ian.p2p.discovery.KnownPeers;
import network.ian.p2p.discovery.KnownPeersFile;
import network.ian.p2p.protocol.PeerProtocol;
import network.ian.p2p.score.ScoreFile;
import network.ian.p2p.score.ScoreKeeper;

/** What a node remembers of peers across a restart: {@code peer_scores.json} and {@code known_peers.json}. */
final class PeerFiles {

    private static final Duration KNOWN_EVERY = Duration.ofMinutes(1);
    private static final long LOAD_SECONDS = 30;

    private final PeerProtocol protocol;
    private final KnownPeersFile known;
    private final ScoreKeeper scores;
    private final Clock clock;
    private final ProtocolThread thread;
    private final PeriodicJob keepScores;

    PeerFiles(Path dataDirectory, PeerProtocol protocol, MonotonicClock ticker, Clock clock, ProtocolThread thread) {
        this.protocol = protocol;
        this.known = new KnownPeersFile(dataDirectory);
        this.scores = new ScoreKeeper(protocol.scores(), new ScoreFile(dataDirectory, ticker, clock), ticker);
        this.clock = clock;
        this.thread = thread;
        this.keepScores = new PeriodicJob(
                "scores of peers",
                ScoreKeeper.POLL_EVERY,
                () -> scores.poll(thread::tell, Runnable::run).join());
    }

    /** Takes both files over, before the protocol's thread runs: nobody who is banned gets in meanwhile. */
    void load() {
        protocol.discovery().restore(known.read());
        Executor here = Runnable::run;
        // A file that is not to be understood now is read again by the first rounds.
        scores.poll(here, here).orTimeout(LOAD_SECONDS, TimeUnit.SECONDS).join();
    }

    /** Keeps the files and the memory the same from then on. */
    List<PeriodicJob> jobs() {
        return List.of(
                keepScores,
                new PeriodicJob(
                        "known peers", KNOWN_EVERY, () -> write(snapshot().join())));
    }

    /** Has what a crash must not undo saved at once: bans, and what an operator orders. */
    void hurry(Jobs jobs) {
        protocol.scores().onUrgent(() -> jobs.soon(keepScores));
    }

    /** What there is to know of addresses; to be asked for before the last connection is closed. */
    CompletableFuture<KnownPeers> snapshot() {
        return CompletableFuture.supplyAsync(() -> protocol.discovery().snapshot(), thread::tell);
    }

    void write(KnownPeers peers) {
        try {
            known.write(peers, clock.millis());
        } catch (IOException e) {
            throw new UncheckedIOException(KnownPeersFile.NAME + " cannot be written", e);
        }
    }

    /** Saves the scores for the last time; completes with whether the disk holds them. */
    CompletableFuture<Boolean> flushScores(Executor worker) {
        return scores.flush(thread::tell, worker);
    }
}
