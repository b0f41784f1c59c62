package network.ian.core.journal;

import static network.ian.core.journal.Entries.GOAL;
import static network.ian.core.journal.FilledJournal.BODIES;
import static network.ian.core.journal.FilledJournal.LOG;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.Consumer;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A record that was changed is found though its checksum was made to fit. */
class ForgedRecordsTest {

    private FilledJournal filled;

    @BeforeEach
    void fill() throws IOException {
        filled = new FilledJournal();
    }

    @Test
    void forgedMetricsBreakTheChain() throws IOException {
        forge(LOG, LogStart.SIZE, payload -> payload.putDouble(80, 99.0));
        filled.assertFound(LOG, "running hash does not match");
    }

    @Test
    void metricsThatAreNoNumbersAreFound() throws IOException {
        forge(LOG, LogStart.SIZE, payload -> payload.putDouble(80, Double.NaN));
        filled.assertFound(LOG, "metrics: reward is not finite");
    }

    @Test
    void aForgedHeaderDoesNotFitItsId() throws IOException {
        forge(LOG, LogStart.SIZE, payload -> payload.put(208, (byte) (payload.get(208) ^ 1)));
        filled.assertFound(LOG, "the header's hash is not the entry's id");
    }

    @Test
    void aForgedBodyDoesNotFitItsPackHash() throws IOException {
        int second = SegmentHeader.SIZE + Frame.SIZE + filled.all.get(0).body().size();
        forge(BODIES, second, payload -> payload.put(0, (byte) (payload.get(0) ^ 1)));
        filled.assertFound(BODIES, "the body's hash is not its entry's pack hash");
    }

    @Test
    void aTombstoneHoldsNothing() throws IOException {
        forge(BODIES, SegmentHeader.SIZE, payload -> payload.put(payload.capacity() - 1, (byte) 1));
        filled.assertFound(BODIES, "a dropped body that is not all zeros");
    }

    @Test
    void aForgedCommitRecordIsFound() throws IOException {
        int commit = LogStart.SIZE;
        ByteBuffer log = ByteBuffer.wrap(filled.files.contentOf(LOG));
        while (log.get(commit + 8) != Frame.COMMIT) {
            commit += Frame.SIZE + log.getInt(commit);
        }
        byte[] intact = filled.files.contentOf(LOG);
        forge(LOG, commit, payload -> payload.putLong(0, payload.getLong(0) + 1));
        filled.assertFound(LOG, "commit record counts");
        filled.files.replace(LOG, intact);
        forge(LOG, commit, payload -> payload.putLong(40, payload.getLong(40) + 1));
        filled.assertFound(LOG, "commit record has the bodies end at");
        assertThatThrownBy(() -> filled.open(EntrySink.none())).isInstanceOf(JournalDamagedException.class);
    }

    @Test
    void aForgedBodyLocatorIsFound() throws IOException {
        forge(LOG, LogStart.SIZE, payload -> payload.putLong(132, payload.getLong(132) + 1));
        filled.assertFound(LOG, "does not follow the one before");
        assertThatThrownBy(() -> filled.open(EntrySink.none()))
                .isInstanceOf(JournalDamagedException.class)
                .hasMessageContaining("does not follow the one before");
        forge(LOG, LogStart.SIZE, payload -> payload.putLong(132, -1));
        assertThat(filled.verify()).isNotEmpty();
    }

    @Test
    void aSealedSegmentOfBodiesEndsWithItsLastEntrysBody() throws IOException {
        byte[] content = filled.files.contentOf(BODIES);
        byte[] longer = Arrays.copyOf(content, content.length + Frame.SIZE);
        int checksum = (int) Frame.begin(new CRC32C(), 0, Frame.BODY).getValue();
        Frame.put(ByteBuffer.wrap(longer).position(content.length), 0, checksum, Frame.BODY);
        filled.files.replace(BODIES, longer);
        assertThat(filled.verify())
                .containsExactly(new Problem(BODIES, content.length, GOAL, "a body that no entry has"));
        assertThatThrownBy(() -> filled.open(EntrySink.none()))
                .isInstanceOf(JournalDamagedException.class)
                .hasMessageContaining("a body that no entry has, in a sealed segment");
    }

    /** Changes the record at {@code offset} and makes its checksum fit. */
    private void forge(Path file, int offset, Consumer<ByteBuffer> change) {
        byte[] content = filled.files.contentOf(file);
        ByteBuffer buffer = ByteBuffer.wrap(content);
        int length = buffer.getInt(offset);
        change.accept(buffer.slice(offset + Frame.SIZE, length));
        CRC32C crc = Frame.begin(new CRC32C(), length, content[offset + 8]);
        crc.update(content, offset + Frame.SIZE, length);
        buffer.putInt(offset + 4, (int) crc.getValue());
        filled.files.replace(file, content);
    }
}
