package network.ian.app.faults;

import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Collectors;
import network.ian.core.file.AtomicFile;

/** How far a campaign has come, in a file that survives whatever ends it. Thread-safe. */
final class CampaignRecord {

    private static final String SEED = "seed";
    private static final String LIVES = "lives";
    private static final String KILLS = "kills";
    private static final String FAILURE = "failure.";
    private static final String COUNT = "count.";

    private final Path file;
    private final Map<String, String> values = new TreeMap<>();

    /** Goes on with what is recorded, or begins with this seed. */
    CampaignRecord(Path file, long seed) throws IOException {
        this.file = file;
        if (Files.exists(file)) {
            Properties stored = new Properties();
            stored.load(new StringReader(Files.readString(file)));
            stored.forEach((key, value) -> values.put(key.toString(), value.toString()));
        } else {
            values.put(SEED, Long.toString(seed));
        }
    }

    synchronized long seed() {
        return Long.parseLong(values.get(SEED));
    }

    synchronized long kills() {
        return number(KILLS);
    }

    /** The number of a life that was not begun before. */
    synchronized long nextLife() throws IOException {
        long life = number(LIVES);
        values.put(LIVES, Long.toString(life + 1));
        save();
        return life;
    }

    /** Kills that were survived, and what was done meanwhile. */
    synchronized void add(long kills, Map<String, Long> counts) throws IOException {
        values.put(KILLS, Long.toString(number(KILLS) + kills));
        counts.forEach((what, count) -> {
            String key = COUNT + what.replace(' ', '_');
            values.put(key, Long.toString(number(key) + count));
        });
        save();
    }

    /** A life that ended otherwise; its directory stays. */
    synchronized void fail(long life, String why) throws IOException {
        values.put(FAILURE + life, why.replace('\\', '/').replaceAll("\\s+", " "));
        save();
    }

    /** What failed, by life. */
    synchronized Map<String, String> failures() {
        return values.entrySet().stream()
                .filter(entry -> entry.getKey().startsWith(FAILURE))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    @Override
    public synchronized String toString() {
        return values.toString();
    }

    private long number(String key) {
        return Long.parseLong(values.getOrDefault(key, "0"));
    }

    private void save() throws IOException {
        String text = values.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + entry.getValue() + "\n")
                .collect(Collectors.joining());
        AtomicFile.write(file, text.getBytes(StandardCharsets.UTF_8), AtomicFile.OWNER_ONLY);
    }
}
