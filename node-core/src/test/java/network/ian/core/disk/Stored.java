package network.ian.core.disk;

import java.nio.file.attribute.PosixFilePermission;
import java.util.Arrays;
import java.util.BitSet;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.random.RandomGenerator;

/** A file or a directory: as it is seen now, and what of it is durable. */
abstract sealed class Stored {

    private Set<PosixFilePermission> mode;
    private long modifiedMs;

    Stored(Set<PosixFilePermission> mode) {
        this.mode = mode;
    }

    Set<PosixFilePermission> mode() {
        return mode;
    }

    void setMode(Set<PosixFilePermission> next) {
        mode = Set.copyOf(next);
    }

    long modifiedMs() {
        return modifiedMs;
    }

    void setModifiedMs(long next) {
        modifiedMs = next;
    }

    /** Makes it durable. */
    abstract void sync();

    /** Leaves what a power cut leaves, here and below. */
    abstract void cut(RandomGenerator random, Map<Stored, Boolean> seen);

    /** Octets in sectors; each sector is durable by itself. */
    static final class Octets extends Stored {

        static final int SECTOR = 512;

        private byte[] content = new byte[0];
        private byte[] durable = new byte[0];
        private final BitSet dirty = new BitSet();

        Octets(Set<PosixFilePermission> mode) {
            super(mode);
        }

        byte[] content() {
            return content;
        }

        int durableSize() {
            return durable.length;
        }

        void write(long offset, byte[] octets) {
            int end = Math.toIntExact(offset + octets.length);
            if (end > content.length) {
                content = Arrays.copyOf(content, end);
            }
            System.arraycopy(octets, 0, content, (int) offset, octets.length);
            if (octets.length > 0) {
                dirty.set((int) offset / SECTOR, (end - 1) / SECTOR + 1);
            }
        }

        void truncate(long size) {
            if (size < content.length) {
                content = Arrays.copyOf(content, (int) size);
                dirty.set((int) size / SECTOR);
            }
        }

        @Override
        void sync() {
            durable = with(content.length, dirty);
            dirty.clear();
        }

        /** Linux calls pages clean whose writing failed: a later sync says nothing about them and never writes them. */
        void failSync(RandomGenerator random) {
            durable = left(random);
            dirty.clear();
        }

        @Override
        void cut(RandomGenerator random, Map<Stored, Boolean> seen) {
            if (seen.put(this, true) == null) {
                durable = left(random);
                content = durable.clone();
                dirty.clear();
            }
        }

        private byte[] left(RandomGenerator random) {
            BitSet kept = new BitSet();
            dirty.stream().filter(sector -> random.nextBoolean()).forEach(kept::set);
            int shorter = Math.min(durable.length, content.length);
            int longer = Math.max(durable.length, content.length);
            int size =
                    switch (random.nextInt(3)) {
                        case 0 -> durable.length;
                        case 1 -> content.length;
                        default -> shorter + random.nextInt(longer - shorter + 1);
                    };
            return with(size, kept);
        }

        /** What is durable, with these sectors of the content; zeros where neither has anything. */
        private byte[] with(int size, BitSet sectors) {
            byte[] result = Arrays.copyOf(durable, size);
            sectors.stream().forEach(sector -> {
                int from = sector * SECTOR;
                int to = Math.min(Math.min(from + SECTOR, size), content.length);
                if (from < to) {
                    System.arraycopy(content, from, result, from, to - from);
                }
            });
            return result;
        }
    }

    /** Names; each is durable by itself. */
    static final class Directory extends Stored {

        private final Map<String, Stored> entries = new TreeMap<>();
        private final Map<String, Stored> durable = new TreeMap<>();

        Directory(Set<PosixFilePermission> mode) {
            super(mode);
        }

        Map<String, Stored> entries() {
            return entries;
        }

        @Override
        void sync() {
            durable.clear();
            durable.putAll(entries);
        }

        @Override
        void cut(RandomGenerator random, Map<Stored, Boolean> seen) {
            if (seen.put(this, true) != null) {
                return;
            }
            Set<String> names = new TreeSet<>(entries.keySet());
            names.addAll(durable.keySet());
            for (String name : names) {
                Stored left = random.nextBoolean() ? entries.get(name) : durable.get(name);
                if (left == null) {
                    entries.remove(name);
                } else {
                    entries.put(name, left);
                    left.cut(random, seen);
                }
            }
            sync();
        }

        /** A power cut on everything below. */
        void cut(RandomGenerator random) {
            cut(random, new IdentityHashMap<>());
        }
    }
}
