package network.ian.core.state;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import network.ian.core.codec.MalformedException;
import network.ian.core.crypto.Hash;
import network.ian.core.crypto.Sha256;
import network.ian.core.fuzz.FuzzContract;
import network.ian.core.fuzz.FuzzTarget;
import network.ian.core.fuzz.FuzzTarget.Allocation;
import network.ian.core.identity.IdentityFile;
import network.ian.core.identity.IdentityFileException;
import network.ian.core.journal.JournalPosition;
import network.ian.core.repair.RepairNote;
import network.ian.core.view.Finality;
import org.junit.jupiter.api.io.TempDir;

/** Documents in the data directory, as a failing disk or somebody who can write there leaves them. */
class StateFuzzTest extends FuzzContract {

    private static final Allocation OF_JSON = new Allocation(300, 256 << 10);
    private static final Hash ROOT = Sha256.of(new byte[] {2});

    @TempDir
    Path data;

    @Override
    protected List<FuzzTarget> targets() throws IOException {
        Path identity = data.resolve("identity.json");
        IdentityFile.loadOrCreate(identity, new SecureRandom(new byte[] {1}));
        RepairNote note = new RepairNote(
                RepairNote.Stage.FETCHING,
                "damaged-20260101T000000Z",
                Optional.of(new RepairNote.Promise(7, ROOT, true)),
                7,
                6,
                5,
                List.of(ROOT));
        note.write(data);
        return List.of(
                new FuzzTarget(
                        "node_state.json",
                        List.of(state()),
                        FuzzTarget.JSON,
                        List.of(MalformedException.class, NewerFormatException.class),
                        OF_JSON,
                        1_000_000,
                        input -> NodeStateFile.decode(data, input)),
                new FuzzTarget(
                        "identity.json",
                        List.of(Files.readAllBytes(identity)),
                        FuzzTarget.JSON,
                        List.of(IdentityFileException.class),
                        OF_JSON,
                        200_000,
                        input -> {
                            Files.write(identity, input);
                            IdentityFile.load(identity);
                        }),
                new FuzzTarget(
                        "repair.json",
                        List.of(Files.readAllBytes(data.resolve(RepairNote.NAME))),
                        FuzzTarget.JSON,
                        List.of(MalformedException.class, NewerFormatException.class),
                        OF_JSON,
                        200_000,
                        input -> {
                            Files.write(data.resolve(RepairNote.NAME), input);
                            RepairNote.read(data);
                        }));
    }

    private static byte[] state() {
        LastAnchor anchor = new LastAnchor(Finality.Source.PEERS, 12, 5, ROOT, ROOT);
        GoalSnapshot plain = new GoalSnapshot(ROOT, 7, ROOT, ROOT, new JournalPosition(1, 99, 7), 5, Optional.empty());
        GoalSnapshot anchored =
                new GoalSnapshot(ROOT, 7, ROOT, ROOT, new JournalPosition(1, 99, 7), 5, Optional.of(anchor));
        return NodeStateFile.encode(Map.of("A", plain, "B", anchored), 1_700_000_000_000L);
    }
}
