package network.ian.core.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;

/** Files of which the medium does not give every sector: zeros stand for what it does not, and no checksum holds there. Read-only. */
final class PatientFiles implements ReadOnlyFiles {

    private static final int SECTOR = 4096;

    private final SegmentFiles files;

    PatientFiles(SegmentFiles files) {
        this.files = files;
    }

    @Override
    public List<String> list(Path directory) throws IOException {
        return files.list(directory);
    }

    @Override
    public SegmentFile openReadOnly(Path file) throws IOException {
        return new PatientFile(files.openReadOnly(file));
    }

    private record PatientFile(SegmentFile file) implements ReadOnlyFiles.Segment {

        @Override
        public long size() throws IOException {
            return file.size();
        }

        @Override
        public int read(ByteBuffer to, long offset) throws IOException {
            int position = to.position();
            try {
                return file.read(to, offset);
            } catch (IOException e) {
                to.position(position);
                return sector(to, offset);
            }
        }

        /** Up to the end of one sector, so that what lies around a bad one is still read. */
        private int sector(ByteBuffer to, long offset) throws IOException {
            int left = (int) Math.min(SECTOR - offset % SECTOR, Math.min(to.remaining(), size() - offset));
            if (left <= 0) {
                return -1;
            }
            ByteBuffer part = ByteBuffer.allocate(left);
            try {
                file.readFully(part, offset);
            } catch (IOException e) {
                part.clear().put(new byte[left]);
            }
            part.position(left).flip();
            to.put(part);
            return left;
        }

        @Override
        public void close() throws IOException {
            file.close();
        }
    }
}
