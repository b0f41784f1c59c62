package network.ian.app.faults;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** Two nodes that gossip, the first of which anchors in some lives, and how each is started anew. */
final class Network implements AutoCloseable {

    private static final int ANCHORED_ONE_IN = 4;
    private static final List<List<String>> RECONFIGURATIONS = List.of(
            List.of("--crypto-provider", "jdk"),
            List.of("--crypto-provider", "bouncycastle"),
            List.of("--evaluation-threads", "1"),
            List.of("--evaluation-wasm-engine", "interpreter"),
            List.of("--storage-segment-bytes", Integer.toString(1 << 20)),
            List.of("--api-stream-history", "64"),
            List.of("--p2p-peer-exchange=false"),
            List.of("--p2p-target-outbound", "1"));

    private final Random random;
    private final Path directory;
    private final Optional<Anchoring> anchoring;
    private final Goals goals;
    private final List<Member> members;

    Network(Path directory, Random random) throws IOException {
        this.random = random;
        this.directory = Files.createDirectories(directory);
        anchoring = random.nextInt(ANCHORED_ONE_IN) == 0
                ? Optional.of(Anchoring.start(directory, new Random(random.nextLong())))
                : Optional.empty();
        goals = Goals.of(anchoring.map(ignored -> Anchoring.rules()));
        members = List.of(new Member(directory, "a"), new Member(directory, "b"));
        for (Member member : members) {
            member.promised().goals().add(goals.first());
        }
    }

    Path directory() {
        return directory;
    }

    Goals goals() {
        return goals;
    }

    List<Member> members() {
        return members;
    }

    Optional<Anchoring> anchoring() {
        return anchoring;
    }

    /** Other flags each time; it dials those that run. */
    List<String> flags(Member member, List<Member> running) throws IOException {
        List<String> flags = new ArrayList<>(goals.flags(directory));
        for (Member other : running) {
            int port = other.api()
                    .get("/api/v1/info")
                    .withStatus(200)
                    .data()
                    .path("p2p_port")
                    .asInt();
            flags.addAll(List.of("--p2p-seed-nodes", "tcp://127.0.0.1:" + port));
        }
        if (anchoring.isPresent()) {
            boolean first = member == members.get(0);
            flags.addAll(first ? anchoring.get().committing() : anchoring.get().watching());
        }
        flags.addAll(RECONFIGURATIONS.get(random.nextInt(RECONFIGURATIONS.size())));
        return flags;
    }

    @Override
    public void close() throws IOException {
        members.forEach(Member::end);
        if (anchoring.isPresent()) {
            anchoring.get().close();
        }
    }
}
