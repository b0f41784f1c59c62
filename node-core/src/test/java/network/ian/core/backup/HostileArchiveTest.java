package network.ian.core.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import network.ian.core.crypto.Hash;
import network.ian.core.crypto.Sha256;
import network.ian.core.crypto.SigningKey;
import network.ian.core.identity.NodeIdentity;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Archives that are whole and signed, by somebody who means harm. */
class HostileArchiveTest {

    private static final NodeIdentity NODE = new NodeIdentity(SigningKey.generate(new SecureRandom(new byte[] {3})));
    private static final byte[] CONTENT = "{}".getBytes(StandardCharsets.US_ASCII);

    @TempDir
    Path temporary;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../escaped",
                "/etc/escaped",
                "goals/../../escaped",
                "goals/a/../spec.json",
                "goals/a/spec.json/",
                "certs/../identity.json",
                "certs/.ssh",
                "certs/a/b",
                "./identity.json",
                "admin.token",
                "node.lock",
                "logs/node.log",
                "goals/a/log/0000000.segment",
                "goals/a\u0000b/spec.json",
                ""
            })
    void noPathLeadsOut(String path) throws IOException {
        Path archive = archive(List.of(entry(path, CONTENT.length)), List.of(SourceFile.of(path, CONTENT)));
        requireRefused(archive, "has no place in a backup");
    }

    @Test
    void oneFileTwiceIsRefused() throws IOException {
        Manifest.FileEntry file = entry("peer_scores.json", CONTENT.length);
        SourceFile source = SourceFile.of("peer_scores.json", CONTENT);
        requireRefused(archive(List.of(file, file), List.of(source, source)), "there twice");
    }

    @Test
    void hugeClaimsAreRefusedBeforeAnythingIsWritten() throws IOException {
        List<Manifest.FileEntry> files = new ArrayList<>();
        for (int segment = 0; segment < 4_000; segment++) {
            String path = "goals/a/log/" + String.format("%08d", segment) + ".segment";
            files.add(new Manifest.FileEntry(path, ManifestCodec.LARGEST_FILE, Hash.wrap(new byte[32])));
        }
        Path archive = archive(files, List.of());
        assertThatThrownBy(() -> Fixture.verification().verify(archive, temporary, false, Optional.empty()))
                .isInstanceOf(BackupRefusedException.class)
                .hasMessageContaining("free");
        Manifest.FileEntry beyond =
                new Manifest.FileEntry("peer_scores.json", ManifestCodec.LARGEST_FILE + 1, Hash.wrap(new byte[32]));
        requireRefused(archiveOf(manifest(List.of(beyond)), List.of(), List.of()), "size");
    }

    @Test
    void whatTheManifestDoesNotNameIsRefused() throws IOException {
        SourceFile more = SourceFile.of("peer_scores.json", CONTENT);
        requireRefused(
                archiveOf(manifest(List.of()), List.of(entry("peer_scores.json", CONTENT.length)), List.of(more)),
                "not zero");
    }

    @Test
    void whatTheManifestNamesAndIsMissingIsRefused() throws IOException {
        requireRefused(
                archiveOf(manifest(List.of(entry("peer_scores.json", CONTENT.length))), List.of(), List.of()),
                "tar header");
    }

    @Test
    void linksAndOtherKindsAreRefused() throws IOException {
        for (char type : "123456gLKxS".toCharArray()) {
            Path archive = temporary.resolve("type-" + (int) type + ".tar.gz");
            Manifest manifest = manifest(List.of(entry("peer_scores.json", CONTENT.length)));
            try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(archive));
                    ArchiveWriter writer = new ArchiveWriter(out, manifest.createdAtMs())) {
                writer.add(Manifest.NAME, ManifestCodec.encode(manifest, NODE.signer()));
                byte[] header = TarHeader.of("peer_scores.json", CONTENT.length, manifest.createdAtMs());
                header[156] = (byte) type;
                writer.addRaw(header);
                writer.finish();
            }
            requireRefused(archive, "tar header");
        }
    }

    @Test
    void anothersSignatureIsRefused() throws IOException {
        Manifest manifest = manifest(List.of());
        SigningKey other = SigningKey.generate(new SecureRandom(new byte[] {4}));
        byte[] encoded = ManifestCodec.encode(manifest, other);
        assertThatThrownBy(() -> ManifestCodec.decode(encoded, Fixture.SIGNATURES))
                .isInstanceOf(BackupDamagedException.class)
                .hasMessageContaining("signature");
        assertThat(ManifestCodec.decode(ManifestCodec.encode(manifest, NODE.signer()), Fixture.SIGNATURES))
                .isEqualTo(manifest);
    }

    @Test
    void aPlainTarIsNoBackup() throws IOException {
        Path plain = temporary.resolve("plain.tar.gz");
        try (OutputStream out = new java.util.zip.GZIPOutputStream(Files.newOutputStream(plain))) {
            out.write(TarHeader.of("data/identity.json", 0, 0));
        }
        requireRefused(plain, "");
    }

    private void requireRefused(Path archive, String why) throws IOException {
        assertThatThrownBy(() -> Fixture.verification().verify(archive, temporary, false, Optional.empty()))
                .isInstanceOf(BackupDamagedException.class)
                .hasMessageContaining(why);
        assertThat(temporary.resolve("escaped")).doesNotExist();
        assertThat(temporary.getParent().resolve("escaped")).doesNotExist();
    }

    private Path archive(List<Manifest.FileEntry> files, List<SourceFile> sources) throws IOException {
        return archiveOf(manifest(files), sources.isEmpty() ? List.of() : files, sources);
    }

    private Path archiveOf(Manifest manifest, List<Manifest.FileEntry> entries, List<SourceFile> sources)
            throws IOException {
        Path archive = Files.createTempFile(temporary, "hostile", ".tar.gz");
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(archive));
                ArchiveWriter writer = new ArchiveWriter(out, manifest.createdAtMs())) {
            writer.add(Manifest.NAME, ManifestCodec.encode(manifest, NODE.signer()));
            for (int i = 0; i < sources.size(); i++) {
                writer.add(sources.get(i), entries.get(i));
            }
            writer.finish();
        }
        return archive;
    }

    private static Manifest manifest(List<Manifest.FileEntry> files) {
        return new Manifest(
                Manifest.Kind.FULL, "1", 1_700_000_000_000L, NODE.nodeId(), NODE.publicKey(), files, List.of());
    }

    private static Manifest.FileEntry entry(String path, int size) {
        return new Manifest.FileEntry(path, size, Sha256.of(CONTENT));
    }
}
