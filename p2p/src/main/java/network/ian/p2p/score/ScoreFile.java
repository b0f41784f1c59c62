package network.ian.p2p.score;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import network.ian.core.codec.MalformedException;
import network.ian.core.file.AtomicFile;
import network.ian.core.runtime.MonotonicClock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code peer_scores.json} on the disk, which operators edit while the node runs. Reads it when it changed and never overwrites
 * what it has not read. Blocks; for one thread at a time, not the protocol's.
 */
public final class ScoreFile {

    /** File name in the data directory (runbook, "Key Files"). */
    public static final String NAME = "peer_scores.json";

    /** The format that is written, and the newest that is read. */
    public static final int FORMAT = ScoreCodec.VERSION;

    /** How long a file that does not parse is taken for one that somebody is still writing. */
    public static final Duration PATIENCE = Duration.ofSeconds(5);

    private static final Logger LOG = LoggerFactory.getLogger(ScoreFile.class);
    private static final Stamp MISSING = new Stamp(FileTime.fromMillis(0), -1, Optional.empty());

    private final Path file;
    private final MonotonicClock ticker;
    private final Clock clock;
    private final Moment patienceEnd = new Moment();
    private Optional<Stamp> known = Optional.empty();
    private boolean failing;

    public ScoreFile(Path dataDirectory, MonotonicClock ticker, Clock clock) {
        this.file = dataDirectory.resolve(NAME);
        this.ticker = ticker;
        this.clock = clock;
    }

    /** What the file looks like beside what was last read or written. */
    enum State {
        UNCHANGED,
        /** It was edited. */
        EDITED,
        /** It is not there, or was copied aside because it does not parse: to be written anew. */
        LOST,
        /** It does not parse, or cannot be read, yet: not to be written. */
        UNSETTLED
    }

    /**
     * One look at the file.
     *
     * @param reading what it holds, if it was edited
     */
    record Look(State state, Optional<ScoreCodec.Reading> reading) {

        private static Look at(State state) {
            return new Look(state, Optional.empty());
        }
    }

    private record Stamp(FileTime modified, long size, Optional<Object> inode) {}

    /**
     * Looks at the file.
     *
     * @param last whether there will be no other look: one that does not parse is copied aside at once
     */
    Look look(boolean last) {
        try {
            Stamp before = stamp();
            if (known.isPresent() && known.get().equals(before)) {
                patienceEnd.clear();
                return Look.at(State.UNCHANGED);
            }
            if (before.equals(MISSING)) {
                return settled(before, Look.at(State.LOST));
            }
            return read(before, last);
        } catch (IOException e) {
            failed("cannot be read", e);
            return Look.at(State.UNSETTLED);
        }
    }

    /** Replaces the file, unless it is not what it was when last read or written; false if so, or if the disk refuses. */
    boolean write(ScoreDocument document) {
        byte[] bytes = ScoreCodec.encode(document);
        try {
            if (patienceEnd.isSet() || known.isEmpty() || !stamp().equals(known.get())) {
                return false;
            }
            AtomicFile.write(file, bytes, AtomicFile.OWNER_ONLY);
            Stamp after = stamp();
            // Somebody may have been quicker than the look at what was written.
            known = after.size() == bytes.length ? Optional.of(after) : Optional.empty();
            failing = false;
            return true;
        } catch (IOException e) {
            failed("cannot be written", e);
            return false;
        }
    }

    private Look read(Stamp before, boolean last) throws IOException {
        Optional<ScoreCodec.Reading> reading;
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(ScoreCodec.MAX_BYTES + 1);
            reading = bytes.length > ScoreCodec.MAX_BYTES ? Optional.empty() : Optional.of(ScoreCodec.decode(bytes));
        } catch (NoSuchFileException e) {
            return Look.at(State.UNSETTLED);
        } catch (MalformedException e) {
            reading = Optional.empty();
        }
        if (!stamp().equals(before)) {
            reading = Optional.empty();
        }
        if (reading.isEmpty()) {
            return wait(before, last);
        }
        reading.get().remarks().forEach(remark -> LOG.warn("{}: {}", NAME, remark));
        failing = false;
        return settled(before, new Look(State.EDITED, reading));
    }

    private Look wait(Stamp before, boolean last) throws IOException {
        long now = ticker.nanos();
        if (!patienceEnd.isSet()) {
            patienceEnd.in(now, PATIENCE.toNanos());
        }
        if (!last && patienceEnd.ahead(now)) {
            return Look.at(State.UNSETTLED);
        }
        Path aside = file.resolveSibling(NAME + ".bad-" + clock.millis());
        Files.copy(file, aside);
        LOG.error(
                "{} is not JSON of its format or larger than 32 MiB. It was copied to {}; the scores in memory stay and are"
                        + " written anew",
                file,
                aside);
        return settled(before, Look.at(State.LOST));
    }

    private Look settled(Stamp stamp, Look look) {
        known = Optional.of(stamp);
        patienceEnd.clear();
        return look;
    }

    private Stamp stamp() throws IOException {
        try {
            BasicFileAttributes now = Files.readAttributes(file, BasicFileAttributes.class);
            return new Stamp(now.lastModifiedTime(), now.size(), Optional.ofNullable(now.fileKey()));
        } catch (NoSuchFileException e) {
            return MISSING;
        }
    }

    /** Says it once until it works again: this is tried every few seconds. */
    private void failed(String what, IOException cause) {
        if (!failing) {
            LOG.error("{} {}: {}", file, what, Objects.requireNonNullElse(cause.getMessage(), cause.toString()));
        }
        failing = true;
    }
}
