package network.ian.core.contribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import network.ian.core.codec.Bytes;
import network.ian.core.codec.MalformedException;
import network.ian.core.crypto.Hash;
import network.ian.core.crypto.Sha256;
import org.junit.jupiter.api.Test;

class PackCodecTest {

    @Test
    void decodesWhatItEncodes() {
        AgentPack pack = full();
        assertThat(PackCodec.decode(PackCodec.encode(pack))).isEqualTo(pack);
    }

    @Test
    void movingAByteFromVersionToParametersIsAnotherPack() {
        AgentPack one = simple("ab", new byte[] {'c'});
        AgentPack two = simple("a", new byte[] {'b', 'c'});
        assertThat(PackCodec.hash(PackCodec.encode(one))).isNotEqualTo(PackCodec.hash(PackCodec.encode(two)));
    }

    @Test
    void theHashIsFixed() {
        // SHA-256("ian/v1/pack\0" | lengths and fields); recomputed with Python's hashlib.
        assertThat(PackCodec.hash(PackCodec.encode(simple("1.0", new byte[] {1, 2, 3})))
                        .hex())
                .isEqualTo("1676f3553b61784f1d9bd95aed9bba9b9989c92ee80e0755d5393d24470391ad");
    }

    @Test
    void everyMutationIsRefusedOrIsAnotherPackInItsOnlyForm() {
        byte[] encoded = PackCodec.encode(full()).toArray();
        long seed = 20260101;
        Random random = new Random(seed);
        for (int i = 0; i < 20_000; i++) {
            byte[] mutated = mutate(encoded, random);
            try {
                AgentPack pack = PackCodec.decode(Bytes.copyOf(mutated));
                assertThat(PackCodec.encode(pack).view())
                        .as("seed %d round %d", seed, i)
                        .isEqualTo(mutated);
            } catch (MalformedException expected) {
                assertThat(expected.field()).isNotEmpty();
            }
        }
    }

    @Test
    void namesTheFieldThatBreaksALimit() {
        assertThatThrownBy(() -> PackCodec.encode(simple("", new byte[1])))
                .hasMessageStartingWith("agent_pack.version");
        assertThatThrownBy(() -> PackCodec.encode(simple("é".repeat(33), new byte[1])))
                .hasMessage("agent_pack.version: 66 bytes, the limit is 64");
        assertThatThrownBy(() -> PackCodec.encode(simple("1", new byte[0]))).hasMessage("agent_pack.parameters: empty");
        ObjectNode large = JsonNodeFactory.instance.objectNode().put("x", "y".repeat(16 * 1024));
        assertThatThrownBy(() -> PackCodec.encode(withMetadata(large))).hasMessageContaining("agent_pack.metadata");
        SortedMap<String, Bytes> proofs = new TreeMap<>();
        proofs.put("p", Bytes.wrap(new byte[64 * 1024]));
        assertThatThrownBy(() -> PackCodec.encode(withProofs(proofs))).hasMessageStartingWith("proofs: together over");
    }

    private static byte[] mutate(byte[] encoded, Random random) {
        byte[] mutated =
                random.nextInt(4) == 0 ? Arrays.copyOf(encoded, random.nextInt(encoded.length + 8)) : encoded.clone();
        for (int i = random.nextInt(3); i >= 0 && mutated.length > 0; i--) {
            mutated[random.nextInt(mutated.length)] = (byte) random.nextInt(256);
        }
        return mutated;
    }

    private static AgentPack full() {
        ObjectNode metadata =
                JsonNodeFactory.instance.objectNode().put("name", "möwe").put("n", -3);
        SortedMap<String, Bytes> proofs = new TreeMap<>();
        proofs.put("a", Bytes.wrap(new byte[] {1}));
        proofs.put("b.c", Bytes.EMPTY);
        Hash hash = Sha256.of(new byte[] {7});
        return new AgentPack(
                "1.2.0", Bytes.wrap(new byte[] {0, 9, -1}), metadata, Optional.of(hash), Optional.empty(), proofs);
    }

    private static AgentPack simple(String version, byte[] parameters) {
        return new AgentPack(
                version,
                Bytes.wrap(parameters),
                JsonNodeFactory.instance.objectNode(),
                Optional.empty(),
                Optional.empty(),
                new TreeMap<>());
    }

    private static AgentPack withMetadata(ObjectNode metadata) {
        return new AgentPack(
                "1", Bytes.wrap(new byte[1]), metadata, Optional.empty(), Optional.empty(), new TreeMap<>());
    }

    private static AgentPack withProofs(SortedMap<String, Bytes> proofs) {
        return new AgentPack(
                "1",
                Bytes.wrap(new byte[1]),
                JsonNodeFactory.instance.objectNode(),
                Optional.empty(),
                Optional.empty(),
                proofs);
    }
}
