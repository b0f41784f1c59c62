package network.ian.app.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import network.ian.app.Invocation;
import network.ian.app.endtoend.AnchorsOnChain;
import network.ian.app.endtoend.Json;
import network.ian.app.endtoend.Program;
import network.ian.core.goal.GoalSpec;
import network.ian.core.verify.GoalReport;

/** One network from its first start to its end, killed again and again meanwhile. */
final class Life implements AutoCloseable {

    private static final int LONGEST_WORK_MS = 1500;
    private static final int LONGEST_AFTERMATH_MS = 200;
    private static final int HISTORY = 60;

    private final Random random;
    private final Tally tally;
    private final Network network;
    private final Contributions contributions;
    private final Checks checks;
    private final Map<Member, Operator> operators = new LinkedHashMap<>();
    private long startNanos = TimeUnit.SECONDS.toNanos(2);

    /**
     * A network that has not been started.
     *
     * @param root of the repository
     */
    Life(Path directory, Path root, long seed, Tally tally) throws IOException {
        this.random = new Random(seed);
        this.tally = tally;
        this.network = new Network(directory, random);
        this.contributions = new Contributions(random.nextLong(), root);
        this.checks = new Checks(network.members(), random);
        for (Member member : network.members()) {
            operators.put(member, new Operator(member, network.goals(), directory, tally));
        }
    }

    void begin() throws IOException {
        startAll(network.members());
    }

    /**
     * Works, kills one node or both, looks at what is left, starts them again and checks everything.
     *
     * @return kills
     */
    int round() throws IOException, InterruptedException {
        Map<Member, Work> works = new LinkedHashMap<>();
        for (Member member : network.members()) {
            works.put(member, Work.on(member, contributions, operators.get(member), random));
        }
        atARandomMoment(TimeUnit.MILLISECONDS.toNanos(LONGEST_WORK_MS));
        List<Member> victims = victims();
        victims.forEach(Member::kill);
        atARandomMoment(TimeUnit.MILLISECONDS.toNanos(LONGEST_AFTERMATH_MS));
        works.forEach((member, work) -> ended(member, work, victims.contains(member)));
        int kills = 1;
        for (Member victim : victims) {
            DeadDisk.holdsWhatWasPromised(victim);
            kills += whileItIsDown(victim);
        }
        startAll(victims);
        for (Member victim : victims) {
            works.get(victim).unanswered().forEach(request -> Work.post(victim, request));
        }
        allGoalsEverywhere();
        checks.agreement(goals());
        for (Member member : network.members()) {
            member.promised().everywhere().addAll(member.promised().accepted());
        }
        for (Member victim : victims) {
            checks.holds(victim);
        }
        tally.add(victims.size() == 1 ? "kills of one node" : "kills of both nodes");
        return kills;
    }

    /** Stops it all and checks the directories, the backups and the chain. */
    void finish() throws IOException {
        for (Member member : network.members()) {
            checks.holds(member);
            tally.add("acknowledged", member.promised().accepted().size());
        }
        for (Member member : network.members()) {
            assertThat(member.stop().exitCode()).as("exit code of " + member).isZero();
        }
        for (Member member : network.members()) {
            DeadDisk.holdsWhatWasPromised(member);
            DeadDisk.audit(member.data());
            isRestored(member);
        }
        if (network.anchoring().isPresent()) {
            AnchorsOnChain chain = AnchorsOnChain.read(
                    network.anchoring().get().stand(), network.goals().first().topic());
            chain.areOneEach();
            tally.add("anchors", chain.anchors().size());
        }
    }

    @Override
    public void close() throws IOException {
        network.close();
    }

    /** Ends the processes of its nodes. */
    void end() {
        network.members().forEach(Member::end);
    }

    private void ended(Member member, Work work, boolean killed) {
        work.close();
        assertThat(work.nodeWentAway() && !killed)
                .as(member + " ended by itself")
                .isFalse();
        tally.add("without an answer", work.unanswered().size());
    }

    private List<Member> victims() {
        List<Member> members = network.members();
        int choice = random.nextInt(10);
        return choice < 2 ? members : List.of(members.get(choice % 2));
    }

    private void startAll(List<Member> starting) throws IOException {
        List<Member> running = new ArrayList<>(network.members());
        running.removeAll(starting);
        for (Member member : starting) {
            long before = System.nanoTime();
            member.start(network.flags(member, running));
            startNanos = System.nanoTime() - before;
            running.add(member);
        }
    }

    /** Sometimes it is killed while it starts, or while what it has missed is imported. */
    private int whileItIsDown(Member victim) throws IOException, InterruptedException {
        switch (random.nextInt(12)) {
            case 0, 1, 2 -> {
                victim.launch(network.flags(victim, List.of()));
                atARandomMoment(startNanos);
                victim.kill();
                tally.add("kills while starting");
            }
            case 3 -> killedImport(victim);
            default -> {
                return 0;
            }
        }
        DeadDisk.holdsWhatWasPromised(victim);
        return 1;
    }

    private void killedImport(Member victim) throws IOException, InterruptedException {
        int before = DeadDisk.committed(victim.data()).size();
        Path lines = Files.writeString(
                network.directory().resolve("history.ndjson"),
                contributions.history(network.goals().first(), HISTORY));
        Process process = Program.process(
                        network.directory().resolve("tmp"),
                        "log",
                        "import",
                        lines.toString(),
                        "--json",
                        "--data-dir",
                        victim.data().toString())
                .redirectOutput(network.directory().resolve("import.json").toFile())
                .redirectError(network.directory().resolve("import.err").toFile())
                .start();
        process.waitFor(random.nextInt((int) TimeUnit.NANOSECONDS.toMillis(startNanos)), TimeUnit.MILLISECONDS);
        process.destroyForcibly();
        if (process.waitFor() == 0) {
            int accepted = Json.parse(Files.readString(network.directory().resolve("import.json")))
                    .path("accepted")
                    .asInt();
            assertThat(DeadDisk.committed(victim.data())).hasSize(before + accepted);
        }
        tally.add("kills while importing");
    }

    /** An operator whose order had no answer gives it again. */
    private void allGoalsEverywhere() {
        for (GoalSpec goal : goals()) {
            operators.forEach((member, operator) -> {
                if (!member.promised().goals().contains(goal)) {
                    operator.addGoal(goal);
                }
            });
        }
    }

    private Set<GoalSpec> goals() {
        Set<GoalSpec> all = new HashSet<>();
        network.members().forEach(member -> all.addAll(member.promised().goals()));
        return all;
    }

    private void isRestored(Member member) throws IOException {
        if (operators.get(member).lastBackup().isEmpty()) {
            return;
        }
        Operator.Backup backup = operators.get(member).lastBackup().get();
        Path target = network.directory().resolve("restored-" + member);
        Invocation run = Invocation.run(
                network.directory(),
                new HashMap<>(),
                "backup",
                "restore",
                "--without-identity",
                backup.file().toString(),
                "--data-dir",
                target.toString());
        assertThat(run.exitCode()).as("%s%s", run.out(), run.err()).isZero();
        List<GoalReport> reports = DeadDisk.audit(target);
        assertThat(reports).isNotEmpty();
        assertThat(DeadDisk.committed(target)).containsAll(backup.holds());
        tally.add("backups restored");
    }

    private void atARandomMoment(long withinNanos) {
        LockSupport.parkNanos((long) (random.nextDouble() * withinNanos));
    }
}
