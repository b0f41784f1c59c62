package network.ian.core.backup;

import org.apache.commons.compress.archivers.tar.TarArchiveEntry;

/**
 * The 512 octets before a file in an archive: POSIX ustar, a regular file, mode 0600, no extension. They follow from path,
 * size and time alone, so a reader that knows these compares instead of interpreting.
 */
final class TarHeader {

    static final int SIZE = 512;

    /** User and group of the container image; who restores by hand as root gets files that the node may read there. */
    private static final int OWNER = 1000;

    private static final int SIZE_AT = 124;
    private static final int TIME_AT = 136;
    private static final int DIGITS = 11;
    private static final int MODE = 0100600;

    private TarHeader() {}

    static byte[] of(String path, long size, long createdAtMs) {
        TarArchiveEntry entry = new TarArchiveEntry(path);
        entry.setSize(size);
        entry.setMode(MODE);
        entry.setModTime(createdAtMs / 1000 * 1000);
        entry.setIds(OWNER, OWNER);
        entry.setNames("ian", "ian");
        byte[] header = new byte[SIZE];
        entry.writeEntryHeader(header);
        return header;
    }

    /** Size and time, milliseconds, that a header names, whatever else is in it. */
    static Claim claim(byte[] header) throws BackupDamagedException {
        return new Claim(octal(header, SIZE_AT), octal(header, TIME_AT) * 1000);
    }

    record Claim(long size, long timeMs) {}

    /** Zeros that fill a file's last block. */
    static int padding(long size) {
        return (int) (-size & (SIZE - 1));
    }

    private static long octal(byte[] header, int at) throws BackupDamagedException {
        long value = 0;
        for (int i = at; i < at + DIGITS; i++) {
            if (header[i] < '0' || header[i] > '7') {
                throw new BackupDamagedException("its first tar header is none that 'ian backup create' writes");
            }
            value = value * 8 + header[i] - '0';
        }
        return value;
    }
}
