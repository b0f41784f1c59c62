package network.ian.tau.commit;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import network.ian.core.codec.CanonicalJson;
import network.ian.core.codec.JsonLimits;
import network.ian.core.codec.MalformedException;
import network.ian.core.config.Secret;
import network.ian.core.crypto.Sha256;
import network.ian.core.fuzz.FuzzContract;
import network.ian.core.fuzz.FuzzTarget;
import network.ian.core.fuzz.FuzzTarget.Allocation;
import network.ian.tau.bls.TauKeyFile;
import network.ian.tau.bls.TauKeyFileException;
import org.junit.jupiter.api.io.TempDir;

/** The committer's outbox, with and without a checksum that fits, and its key. */
class OutboxFuzzTest extends FuzzContract {

    @TempDir
    Path directory;

    @Override
    protected List<FuzzTarget> targets() throws Exception {
        CommitBench bench = new CommitBench(2);
        bench.entries(3);
        bench.step();
        Path key = directory.resolve("tau.key");
        TauKeyFile.generate(key, new SecureRandom(new byte[] {1}));
        FuzzTarget outbox = new FuzzTarget(
                "tau_outbox.json",
                List.of(OutboxCodec.encode(bench.content())),
                FuzzTarget.JSON,
                List.of(MalformedException.class),
                new Allocation(400, 256 << 10),
                500_000,
                OutboxCodec::decode);
        return List.of(
                outbox.sealed(OutboxFuzzTest::seal, 2),
                new FuzzTarget(
                        "Tau key",
                        List.of(Files.readAllBytes(key)),
                        List.of("\n", " ", "0x", "00".repeat(32), "ff".repeat(32)),
                        List.of(TauKeyFileException.class),
                        new Allocation(64, 64 << 10),
                        100_000,
                        input -> TauKeyFile.of(new Secret(new String(input, StandardCharsets.UTF_8)))));
    }

    private static byte[] seal(byte[] damaged) {
        try {
            ObjectNode json = CanonicalJson.parseObject("outbox", damaged, new JsonLimits(1 << 20, 16));
            json.remove("checksum");
            json.put("checksum", Sha256.of(CanonicalJson.encode("outbox", json)).hex());
            return CanonicalJson.encode("outbox", json);
        } catch (MalformedException e) {
            return damaged;
        }
    }
}
