package network.ian.core.contribution;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import network.ian.core.codec.Bytes;
import network.ian.core.codec.CanonicalJson;
import network.ian.core.codec.JsonLimits;
import network.ian.core.codec.MalformedException;
import network.ian.core.codec.PrintableText;
import network.ian.core.crypto.DomainTag;
import network.ian.core.crypto.Hash;
import network.ian.core.crypto.Sha256;

/**
 * The body's encoding: fields in a fixed order, each a big-endian u32 length and that many bytes. Length prefixes make
 * the encoding injective, so two different packs never share a hash.
 *
 * <pre>
 * version | parameters | metadata (canonical JSON) | tau_spec_hash (0 or 32) | mpb_invariants_hash (0 or 32)
 *   | proof count (u32, no length) | for each proof, names ascending: name | value
 * </pre>
 */
public final class PackCodec {

    /** Longest version, in bytes of UTF-8. */
    public static final int MAX_VERSION_BYTES = 64;

    /** Most proofs in one pack. */
    public static final int MAX_PROOFS = 16;

    /** Names and values of all proofs together, in bytes. */
    public static final int MAX_PROOF_BYTES = 64 * 1024;

    private static final int MAX_PROOF_NAME_BYTES = 64;
    private static final String PATH = "agent_pack.";

    private PackCodec() {}

    /** Hash of an encoded pack. */
    public static Hash hash(Bytes encoded) {
        return Sha256.of(DomainTag.PACK_HASH.octets(), encoded.view());
    }

    /**
     * Encodes a pack after checking each field.
     *
     * @throws MalformedException naming the field that breaks a limit
     */
    public static Bytes encode(AgentPack pack) {
        check(pack);
        List<byte[]> fields = new ArrayList<>();
        fields.add(pack.version().getBytes(StandardCharsets.UTF_8));
        fields.add(pack.parameters().view());
        fields.add(CanonicalJson.encode(PATH + "metadata", pack.metadata(), JsonLimits.METADATA));
        fields.add(hashOrNothing(pack.tauSpecHash()));
        fields.add(hashOrNothing(pack.mpbInvariantsHash()));
        int head = fields.size();
        for (Map.Entry<String, Bytes> proof : pack.proofs().entrySet()) {
            fields.add(proof.getKey().getBytes(StandardCharsets.UTF_8));
            fields.add(proof.getValue().view());
        }
        int size = Integer.BYTES;
        for (byte[] field : fields) {
            size += Integer.BYTES + field.length;
        }
        ByteBuffer out = ByteBuffer.allocate(size);
        fields.subList(0, head).forEach(field -> out.putInt(field.length).put(field));
        out.putInt(pack.proofs().size());
        fields.subList(head, fields.size())
                .forEach(field -> out.putInt(field.length).put(field));
        return Bytes.wrap(out.array());
    }

    /**
     * Decodes an encoded pack; bytes that are not what {@link #encode} gives are refused.
     *
     * @throws MalformedException naming the field
     */
    public static AgentPack decode(Bytes encoded) {
        ByteBuffer in = ByteBuffer.wrap(encoded.view());
        String version = text(in, "version", MAX_VERSION_BYTES);
        Bytes parameters = Bytes.wrap(field(in, "parameters", in.remaining()));
        ObjectNode metadata = CanonicalJson.parseCanonical(
                PATH + "metadata", field(in, "metadata", JsonLimits.METADATA.maxBytes()), JsonLimits.METADATA);
        Optional<Hash> tauSpecHash = hash(in, "tau_spec_hash");
        Optional<Hash> mpbInvariantsHash = hash(in, "mpb_invariants_hash");
        AgentPack pack = new AgentPack(version, parameters, metadata, tauSpecHash, mpbInvariantsHash, proofs(in));
        if (in.hasRemaining()) {
            throw new MalformedException("agent_pack", in.remaining() + " bytes after its end");
        }
        check(pack);
        return pack;
    }

    private static SortedMap<String, Bytes> proofs(ByteBuffer in) {
        int count = in.remaining() < Integer.BYTES ? -1 : in.getInt();
        if (count < 0 || count > MAX_PROOFS) {
            throw new MalformedException("proofs", "expected 0 to " + MAX_PROOFS + " proofs");
        }
        SortedMap<String, Bytes> proofs = new TreeMap<>();
        for (int i = 0; i < count; i++) {
            String name = text(in, "proofs", MAX_PROOF_NAME_BYTES);
            if (!proofs.isEmpty() && proofs.lastKey().compareTo(name) >= 0) {
                throw new MalformedException("proofs", "names are not in ascending order");
            }
            proofs.put(name, Bytes.wrap(field(in, "proofs." + name, MAX_PROOF_BYTES)));
        }
        return proofs;
    }

    private static void check(AgentPack pack) {
        PrintableText.require(PATH + "version", pack.version(), MAX_VERSION_BYTES);
        int versionBytes = pack.version().getBytes(StandardCharsets.UTF_8).length;
        if (versionBytes > MAX_VERSION_BYTES) {
            throw new MalformedException(PATH + "version", versionBytes + " bytes, the limit is " + MAX_VERSION_BYTES);
        }
        if (pack.parameters().size() == 0) {
            throw new MalformedException(PATH + "parameters", "empty");
        }
        checkProofs(pack.proofs());
    }

    private static void checkProofs(SortedMap<String, Bytes> proofs) {
        if (proofs.size() > MAX_PROOFS) {
            throw new MalformedException("proofs", proofs.size() + " proofs, the limit is " + MAX_PROOFS);
        }
        int total = 0;
        for (Map.Entry<String, Bytes> proof : proofs.entrySet()) {
            // ASCII names sort alike as UTF-16 and as UTF-8.
            if (!proof.getKey().matches("[A-Za-z0-9_.-]{1," + MAX_PROOF_NAME_BYTES + "}")) {
                throw new MalformedException("proofs", "a name must be 1 to 64 of A-Z a-z 0-9 _ . -");
            }
            total += proof.getKey().length() + proof.getValue().size();
            if (total > MAX_PROOF_BYTES) {
                throw new MalformedException("proofs", "together over " + MAX_PROOF_BYTES + " bytes");
            }
        }
    }

    private static byte[] hashOrNothing(Optional<Hash> hash) {
        return hash.map(Hash::view).orElse(new byte[0]);
    }

    private static Optional<Hash> hash(ByteBuffer in, String name) {
        byte[] octets = field(in, name, Hash.SIZE);
        if (octets.length != 0 && octets.length != Hash.SIZE) {
            throw new MalformedException(PATH + name, "expected 0 or 32 bytes, got " + octets.length);
        }
        return octets.length == 0 ? Optional.empty() : Optional.of(Hash.wrap(octets));
    }

    private static String text(ByteBuffer in, String name, int maxBytes) {
        byte[] octets = field(in, name, maxBytes);
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(octets))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new MalformedException(PATH + name, "not valid UTF-8");
        }
    }

    private static byte[] field(ByteBuffer in, String name, int maxBytes) {
        int length = in.remaining() < Integer.BYTES ? -1 : in.getInt();
        if (length < 0 || length > in.remaining()) {
            throw new MalformedException(PATH + name, "length passes the end of the pack");
        }
        if (length > maxBytes) {
            throw new MalformedException(PATH + name, length + " bytes, the limit is " + maxBytes);
        }
        byte[] octets = new byte[length];
        in.get(octets);
        return octets;
    }
}
