package network.ian.core.backup;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPInputStream;
import network.ian.core.codec.CanonicalJson;
import network.ian.core.codec.JsonLimits;
import network.ian.core.codec.MalformedException;
import network.ian.core.crypto.DomainTag;
import network.ian.core.crypto.Sha256;
import network.ian.core.crypto.SigningKey;
import network.ian.core.fuzz.FuzzContract;
import network.ian.core.fuzz.FuzzTarget;
import network.ian.core.fuzz.FuzzTarget.Allocation;
import org.junit.jupiter.api.io.TempDir;

/**
 * Archives that somebody else made: damaged, and damaged with the seal and the signature made to fit, which anybody with a
 * key of his own can do.
 */
class BackupFuzzTest extends FuzzContract {

    private static final SigningKey KEY =
            SigningKey.fromSeed(Sha256.of(new byte[] {7}).toArray());
    private static final JsonLimits LIMITS = new JsonLimits(4 << 20, 16);

    @TempDir
    Path temporary;

    @Override
    protected long few() {
        return 150;
    }

    @Override
    protected List<FuzzTarget> targets() throws IOException {
        Fixture fixture = new Fixture();
        Path data = fixture.filled(temporary.resolve("data"), 0, 3);
        Path archive = temporary.resolve("backup.tar.gz");
        Path damaged = temporary.resolve("damaged.tar.gz");
        fixture.archive(data, archive);
        byte[] tar;
        try (GZIPInputStream in = new GZIPInputStream(Files.newInputStream(archive))) {
            tar = in.readAllBytes();
        }
        String manifest = manifest(tar);
        return List.of(
                new FuzzTarget(
                        "backup manifest",
                        List.of(manifest.getBytes(StandardCharsets.UTF_8)),
                        FuzzTarget.JSON,
                        List.of(BackupDamagedException.class),
                        new Allocation(300, 512 << 10),
                        200_000,
                        input -> ManifestCodec.decode(signed(input), Fixture.SIGNATURES)),
                new FuzzTarget(
                        "backup archive",
                        List.of(Files.readAllBytes(archive)),
                        List.of(),
                        List.of(BackupDamagedException.class),
                        new Allocation(64, 48 << 20),
                        20_000,
                        input -> verify(damaged, input)),
                new FuzzTarget(
                        "backup archive, sealed",
                        List.of(tar),
                        List.of(),
                        List.of(BackupDamagedException.class),
                        new Allocation(64, 48 << 20),
                        20_000,
                        input -> verify(damaged, sealed(input))));
    }

    private void verify(Path file, byte[] octets) throws IOException {
        Files.write(file, octets);
        Fixture.verification().verify(file, temporary, false, Optional.empty());
    }

    private static String manifest(byte[] tar) {
        TarHeader.Claim claim;
        try {
            claim = TarHeader.claim(Arrays.copyOf(tar, TarHeader.SIZE));
        } catch (BackupDamagedException e) {
            throw new AssertionError(e);
        }
        return new String(tar, TarHeader.SIZE, (int) claim.size(), StandardCharsets.UTF_8);
    }

    /** The same document, canonical and signed by somebody, where it is one at all. */
    private static byte[] signed(byte[] damaged) {
        try {
            ObjectNode all = CanonicalJson.parseObject("manifest", damaged, LIMITS);
            if (!(all.get("payload") instanceof ObjectNode payload)) {
                return damaged;
            }
            payload.put("public_key", KEY.publicKey().hex());
            payload.put("node_id", Sha256.of(KEY.publicKey().toArray()).hex());
            ByteArrayOutputStream message = new ByteArrayOutputStream();
            message.writeBytes(DomainTag.BACKUP_MANIFEST.octets());
            message.writeBytes(CanonicalJson.encode("payload", payload));
            ObjectNode again = JsonNodeFactory.instance.objectNode();
            again.set("payload", payload);
            again.put("signature", KEY.sign(message.toByteArray()).hex());
            return CanonicalJson.encode("manifest", again);
        } catch (MalformedException e) {
            return damaged;
        }
    }

    /** Compressed and sealed as {@code ian backup create} does it. */
    private static byte[] sealed(byte[] tar) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(Seal.header());
        try (DeflaterOutputStream deflated = new DeflaterOutputStream(out, new Deflater(1, true))) {
            new ByteArrayInputStream(tar).transferTo(deflated);
        }
        CRC32 crc = new CRC32();
        crc.update(tar);
        out.writeBytes(Seal.trailer(crc.getValue(), tar.length));
        out.writeBytes(Seal.of(Sha256.of(out.toByteArray())));
        return out.toByteArray();
    }
}
