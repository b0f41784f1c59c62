package network.ian.p2p.discovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import network.ian.core.codec.Bytes;
import network.ian.core.codec.MalformedException;
import network.ian.core.config.HostPort;
import network.ian.p2p.discovery.KnownPeers.KnownAddress;
import network.ian.p2p.wire.AddressRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KnownPeersFileTest {

    private static final String EMPTY = "{'addresses':[],'anchors':[],'pinned':[],'saved_at':1,'version':1}";

    @TempDir
    private Path directory;

    @Test
    void keepsAllThatFits() throws IOException {
        KnownPeers known = full(new Random(4));
        KnownPeersFile file = new KnownPeersFile(directory);
        file.write(known, 1_700_000_000_000L);
        assertThat(file.read()).isEqualTo(known);
    }

    @Test
    void missingFileIsNoNews() {
        assertThat(new KnownPeersFile(directory).read()).isEqualTo(KnownPeers.NONE);
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void damagedFileIsSetAside() throws IOException {
        Path path = directory.resolve(KnownPeersFile.NAME);
        Files.writeString(path, "{\"version\":1,");
        assertThat(new KnownPeersFile(directory).read()).isEqualTo(KnownPeers.NONE);
        assertThat(path).doesNotExist();
        assertThat(directory.resolve(KnownPeersFile.SET_ASIDE)).hasContent("{\"version\":1,");
    }

    @Test
    void hugeFileIsNotRead() throws IOException {
        Files.write(directory.resolve(KnownPeersFile.NAME), new byte[KnownPeersCodec.MAX_BYTES * 2]);
        assertThat(new KnownPeersFile(directory).read()).isEqualTo(KnownPeers.NONE);
    }

    @Test
    void minimalFileIsRead() {
        assertThat(decode(EMPTY)).isEqualTo(KnownPeers.NONE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'addresses':[],'anchors':[],'pinned':[],'saved_at':1,'version':2}",
                "{'addresses':[],'anchors':[],'pinned':[],'saved_at':1,'version':1,'x':1}",
                "{'anchors':[],'pinned':[],'saved_at':1,'version':1}",
                "{'addresses':{},'anchors':[],'pinned':[],'saved_at':1,'version':1}",
                "{'addresses':[1],'anchors':[],'pinned':[],'saved_at':1,'version':1}",
                "{'addresses':[{'address':'example.org:1','last_success':0,'tried':true}],'anchors':[],'pinned':[],'saved_at':1,'version':1}",
                "{'addresses':[{'address':'1.2.3.4:0','last_success':0,'tried':true}],'anchors':[],'pinned':[],'saved_at':1,'version':1}",
                "{'addresses':[{'address':'1.2.3.4:70000','last_success':0,'tried':true}],'anchors':[],'pinned':[],'saved_at':1,'version':1}",
                "{'addresses':[{'address':'1.2.3.4:1','last_success':-1,'tried':true}],'anchors':[],'pinned':[],'saved_at':1,'version':1}",
                "{'addresses':[{'address':'1.2.3.4:1','last_success':0,'tried':true,'public_key':'00'}],'anchors':[],'pinned':[],'saved_at':1,'version':1}",
                "{'addresses':[],'anchors':['a b:1'],'pinned':[],'saved_at':1,'version':1}",
                "{'addresses':[],'anchors':[],'pinned':['::1:9000'],'saved_at':1,'version':1}"
            })
    void whatIsNotUnderstoodIsRefused(String json) {
        assertThatThrownBy(() -> decode(json)).isInstanceOf(MalformedException.class);
    }

    /** Whatever bytes stand in the file, nothing but {@link MalformedException} comes out. */
    @Test
    void mutatedFilesAreReadOrRefused() {
        long seed = 20_240_601;
        Random random = new Random(seed);
        KnownPeers some = new KnownPeers(full(random).addresses().subList(0, 3), List.of(), List.of());
        byte[] good = KnownPeersCodec.encode(some, 5);
        int refused = 0;
        for (int i = 0; i < 1_000; i++) {
            byte[] bad = good.clone();
            for (int hit = random.nextInt(3); hit >= 0; hit--) {
                bad[random.nextInt(bad.length)] = (byte) random.nextInt(128);
            }
            try {
                assertThat(KnownPeersCodec.decode(bad).addresses()).hasSizeLessThanOrEqualTo(3);
            } catch (MalformedException e) {
                refused++;
            }
        }
        assertThat(refused).as("seed %d", seed).isBetween(200, 999);
    }

    private static KnownPeers decode(String json) {
        return KnownPeersCodec.decode(json.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
    }

    private static KnownPeers full(Random random) {
        List<KnownAddress> addresses = new ArrayList<>();
        for (int i = 0; i < KnownPeers.MOST_ADDRESSES; i++) {
            HostPort place = i % 2 == 0
                    ? new HostPort("203.0." + i / 256 + "." + i % 256, 9000)
                    : new HostPort("2001:db8::" + Integer.toHexString(i), 65535);
            AddressRecord record =
                    new AddressRecord(bytes(random, 32), place, 1_700_000_000_000L + i, bytes(random, 64));
            addresses.add(new KnownAddress(place, i < 1024, i, Optional.of(record)));
        }
        List<HostPort> pinned = new ArrayList<>();
        for (int i = 0; i < Pins.MOST; i++) {
            pinned.add(new HostPort("peer-" + i + ".example.org", 9000));
        }
        return new KnownPeers(addresses, List.of(new HostPort("203.0.113.1", 9000)), pinned);
    }

    private static Bytes bytes(Random random, int size) {
        byte[] octets = new byte[size];
        random.nextBytes(octets);
        return Bytes.wrap(octets);
    }
}
