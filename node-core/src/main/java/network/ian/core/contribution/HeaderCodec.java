package network.ian.core.contribution;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import network.ian.core.codec.Bytes;
import network.ian.core.codec.CanonicalJson;
import network.ian.core.codec.JsonLimits;
import network.ian.core.codec.MalformedException;
import network.ian.core.codec.ObjectReader;
import network.ian.core.crypto.DomainTag;
import network.ian.core.crypto.Hash;
import network.ian.core.crypto.Sha256;

/** Header to canonical JSON and back (formats.md, "Contribution"). */
public final class HeaderCodec {

    /** The header format that this code reads and writes. */
    public static final int VERSION = 1;

    /** Longest nonce, in bytes. */
    public static final int MAX_NONCE_BYTES = 16;

    /** Length of a raw Ed25519 public key, in bytes. */
    public static final int PUBLIC_KEY_BYTES = 32;

    /** Length of an Ed25519 signature, in bytes. */
    public static final int SIGNATURE_BYTES = 64;

    private static final String WHAT = "header";

    private HeaderCodec() {}

    /** The header's canonical bytes. */
    public static Bytes encode(Header header) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("contributor_id", header.contributorId());
        json.put("goal_topic", header.goalTopic().hex());
        json.put("kind", header.kind().text());
        header.nonce().ifPresent(nonce -> json.put("nonce", nonce.hex()));
        json.put("pack_hash", header.packHash().hex());
        json.put("public_key", header.publicKey().hex());
        json.put("seed", header.seed());
        json.put("sponsored", header.sponsored());
        json.put("timestamp_ms", header.timestampMs());
        json.put("v", VERSION);
        return Bytes.wrap(CanonicalJson.encode(WHAT, json));
    }

    /**
     * Decodes bytes that must be canonical, at most 2 KiB, of a known version, with every field well-formed.
     *
     * @throws MalformedException naming the field
     */
    public static Header decode(Bytes bytes) {
        return CommonHeader.read(bytes).orElseGet(() -> decodeAny(bytes));
    }

    /** {@link #decode}, whatever the form. */
    static Header decodeAny(Bytes bytes) {
        ObjectNode json = CanonicalJson.parseObject(WHAT, bytes.view(), JsonLimits.HEADER);
        ObjectReader in = new ObjectReader(WHAT, json);
        if (in.integer("v", 0, CanonicalJson.MAX_INTEGER) != VERSION) {
            throw in.malformed("v", "unknown header version");
        }
        Header header = new Header(
                in.text("contributor_id"),
                Hash.fromHex(in.path("goal_topic"), in.text("goal_topic")),
                kind(in),
                Hash.fromHex(in.path("pack_hash"), in.text("pack_hash")),
                publicKey(in.path("public_key"), in.text("public_key")),
                in.integer("seed", -CanonicalJson.MAX_INTEGER, CanonicalJson.MAX_INTEGER),
                in.bool("sponsored"),
                in.integer("timestamp_ms", 0, CanonicalJson.MAX_INTEGER),
                in.optionalText("nonce").map(text -> nonce(in.path("nonce"), text)));
        in.done();
        // Also tells a field that is null and so reads as absent: other bytes would be another id of the same header.
        if (!encode(header).equals(bytes)) {
            throw new MalformedException(WHAT, "bytes are not the canonical form of the header they describe");
        }
        requireContributor(header);
        return header;
    }

    /** Puts a signature beside a header; does not verify it. */
    public static SignedHeader signed(Header header, Bytes signature) {
        Bytes bytes = encode(header);
        return new SignedHeader(header, bytes, Sha256.of(bytes.view()), signature);
    }

    /** What the signature is over: the domain tag and the header's bytes. */
    public static byte[] signingMessage(Bytes headerBytes) {
        byte[] tag = DomainTag.CONTRIBUTION_SIGNATURE.octets();
        byte[] message = new byte[tag.length + headerBytes.size()];
        System.arraycopy(tag, 0, message, 0, tag.length);
        System.arraycopy(headerBytes.view(), 0, message, tag.length, headerBytes.size());
        return message;
    }

    /** Decodes a raw public key in hex; says nothing about the point it encodes. */
    static Bytes publicKey(String field, String hex) {
        return fixed(field, hex, PUBLIC_KEY_BYTES);
    }

    static Bytes signature(String field, String hex) {
        return fixed(field, hex, SIGNATURE_BYTES);
    }

    static Bytes nonce(String field, String hex) {
        Bytes nonce = Bytes.fromHex(field, hex);
        if (nonce.size() > MAX_NONCE_BYTES) {
            throw new MalformedException(field, nonce.size() + " bytes, the limit is " + MAX_NONCE_BYTES);
        }
        return nonce;
    }

    private static Kind kind(ObjectReader in) {
        return Kind.parse(in.text("kind")).orElseThrow(() -> in.malformed("kind", "unknown kind"));
    }

    private static Bytes fixed(String field, String hex, int size) {
        Bytes octets = Bytes.fromHex(field, hex);
        if (octets.size() != size) {
            throw new MalformedException(field, "expected " + size + " bytes in hex, got " + octets.size());
        }
        return octets;
    }

    private static void requireContributor(Header header) {
        String field = WHAT + ".contributor_id";
        if (header.sponsored()) {
            ContributorId.requireSponsored(field, header.contributorId());
        } else if (!header.contributorId().equals(ContributorId.ofKey(header.publicKey()))) {
            throw new MalformedException(field, "is not the SHA-256 of public_key, as an unsponsored header's must be");
        }
    }
}
