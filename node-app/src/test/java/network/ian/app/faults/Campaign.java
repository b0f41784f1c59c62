package network.ian.app.faults;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** So many kills, in lives of some dozen each, a few lives at a time. */
final class Campaign {

    private static final int MOST_ROUNDS = 24;
    private static final int MOST_FAILURES = 5;

    private final Path directory;
    private final Path root;
    private final CampaignRecord record;
    private final long wanted;
    private final PrintStream out;
    private final Set<Life> living = ConcurrentHashMap.newKeySet();

    /** @param directory where the record is, and what a failed life leaves */
    Campaign(Path directory, Path root, long seed, long kills, PrintStream out) throws IOException {
        this.directory = Files.createDirectories(directory).toAbsolutePath();
        this.root = root;
        this.record = new CampaignRecord(this.directory.resolve("record.properties"), seed);
        this.wanted = kills;
        this.out = out;
    }

    /** Runs to the end and returns what was recorded. */
    CampaignRecord run(int livesAtATime) throws InterruptedException {
        out.println("kill -9 campaign: seed " + record.seed() + ", " + record.kills() + " of " + wanted
                + " kills done, in " + directory);
        // Nodes are processes of their own, and would outlive this one.
        Runtime.getRuntime().addShutdownHook(new Thread(() -> living.forEach(Life::end)));
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < livesAtATime; i++) {
            Thread thread = new Thread(this::liveOn, "campaign-" + i);
            threads.add(thread);
            thread.start();
        }
        for (Thread thread : threads) {
            thread.join();
        }
        out.println("kill -9 campaign: " + record);
        return record;
    }

    private void liveOn() {
        try {
            while (!isOver()) {
                oneLife(record.nextLife());
            }
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private boolean isOver() {
        return record.kills() >= wanted || record.failures().size() >= MOST_FAILURES;
    }

    private void oneLife(long number) throws IOException {
        SplittableRandom random = new SplittableRandom(record.seed() + number);
        Tally tally = new Tally();
        Path home = directory.resolve("life-" + number);
        delete(home);
        try (Life life = new Life(home, root, random.nextLong(), tally)) {
            living.add(life);
            life.begin();
            for (int round = 1 + random.nextInt(MOST_ROUNDS); round > 0 && !isOver(); round--) {
                record.add(life.round(), tally.take());
            }
            life.finish();
            living.remove(life);
            record.add(0, tally.take());
        } catch (IOException | RuntimeException | Error | InterruptedException e) {
            if (thisProcessEnds()) {
                return;
            }
            record.fail(number, e.toString());
            out.println("life " + number + " failed: " + home);
            e.printStackTrace(out);
            return;
        }
        delete(home);
        out.println("life " + number + ": " + record);
    }

    /** Whoever ends the campaign ends its nodes first, which is no failure of theirs. The JVM says so only by refusing hooks. */
    private static boolean thisProcessEnds() {
        Thread hook = new Thread(() -> {});
        try {
            Runtime.getRuntime().addShutdownHook(hook);
            Runtime.getRuntime().removeShutdownHook(hook);
            return false;
        } catch (IllegalStateException e) {
            return true;
        }
    }

    private static void delete(Path directory) throws IOException {
        if (!Files.exists(directory)) {
            return;
        }
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
