package network.ian.app.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import network.ian.app.Invocation;
import network.ian.app.endtoend.Json;
import network.ian.app.endtoend.Reply;
import network.ian.core.goal.GoalSpec;

/** Who runs a node: goals, backups, tokens, takedowns, certificates, projections, looks at it. For one thread at a time. */
final class Operator {

    private static final byte[] NOTHING = new byte[0];
    private static final int MOST_DROPS = 6;
    private static final Set<Integer> FINE = Set.of(200, 503);

    private final Member member;
    private final Goals goals;
    private final Path directory;
    private final Tally tally;
    private Optional<Backup> lastBackup = Optional.empty();
    private int backups;

    /**
     * A backup that was said to be complete.
     *
     * @param holds what was acknowledged before it was begun
     */
    record Backup(Path file, Set<Promised.Entry> holds) {}

    Operator(Member member, Goals goals, Path directory, Tally tally) {
        this.member = member;
        this.goals = goals;
        this.directory = directory;
        this.tally = tally;
    }

    /** @throws UncheckedIOException if the node is gone */
    void doSomething(Random random) throws IOException {
        switch (random.nextInt(9)) {
            case 0 -> addGoal(goals.late().get(random.nextInt(goals.late().size())));
            case 1, 2 -> dropABody();
            case 3 -> backUp();
            case 4 -> createToken();
            case 5 -> order("/save");
            case 6 -> order("/goals/" + anyGoal(random).goalId() + "/rebuild-projections");
            case 7 -> order("/certificates/rotate");
            default -> look(anyGoal(random));
        }
    }

    Optional<Backup> lastBackup() {
        return lastBackup;
    }

    /** Adds a goal; whoever has it says so too. */
    void addGoal(GoalSpec goal) {
        Reply reply = member.order("/goals", goal.canonical().toArray());
        List<GoalSpec> known = member.promised().goals();
        if (isDone(reply) && !known.contains(goal)) {
            known.add(goal);
            tally.add("goals added");
        }
    }

    private GoalSpec anyGoal(Random random) {
        List<GoalSpec> known = member.promised().goals();
        return known.get(random.nextInt(known.size()));
    }

    private void dropABody() {
        Promised promised = member.promised();
        if (promised.dropping().size() >= MOST_DROPS) {
            look(promised.goals().get(0));
            return;
        }
        for (Promised.Entry entry : promised.everywhere()) {
            if (promised.dropping().add(entry)) {
                if (isDone(member.order("/goals/" + entry.goal() + "/drop-body/" + entry.id(), NOTHING))) {
                    promised.dropped().add(entry);
                    tally.add("bodies dropped");
                }
                return;
            }
        }
    }

    private void backUp() throws IOException {
        Set<Promised.Entry> before = Set.copyOf(member.promised().accepted());
        Path file = directory.resolve(member + "-" + backups++ + ".tar.gz");
        Invocation run = run("backup", "create", "--output", file.toString());
        if (run.exitCode() != 0) {
            assertThat(file).as("%s%s", run.out(), run.err()).doesNotExist();
            return;
        }
        tally.add("backups");
        if (lastBackup.isPresent()) {
            Files.delete(lastBackup.get().file());
        }
        lastBackup = Optional.of(new Backup(file, before));
    }

    private void createToken() {
        Invocation run = run("token", "create", "--scope", "read", "--json");
        if (run.exitCode() == 0) {
            JsonNode made = Json.parse(run.out());
            member.promised().tokens().add(made.path("token").asText());
            tally.add("tokens");
        }
    }

    private void look(GoalSpec goal) {
        isDone(member.api().get("/api/v1/leaderboard/" + goal.goalId()));
        isDone(member.api().get("/api/v1/status/" + goal.goalId()));
        isDone(member.api().get("/metrics"));
    }

    private void order(String path) {
        if (isDone(member.order(path, NOTHING))) {
            tally.add("orders");
        }
    }

    private static boolean isDone(Reply reply) {
        assertThat(reply.status())
                .as("%s answered %s", reply.request(), reply.text())
                .isIn(FINE);
        return reply.status() == 200;
    }

    private Invocation run(String... command) {
        return Invocation.run(directory, Map.of("IAN_DATA_DIR", member.data().toString()), command);
    }
}
