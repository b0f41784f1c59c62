package network.ian.core.contribution;

import network.ian.core.codec.Bytes;
import network.ian.core.crypto.Hash;

/**
 * A header with the exact bytes that were signed. The bytes are stored and forwarded, never re-encoded.
 *
 * @param header decoded form of {@code bytes}
 * @param bytes canonical JSON, at most 2 KiB
 * @param id SHA-256 of {@code bytes}: the contribution id
 * @param signature 64 bytes, Ed25519 over the domain tag and {@code bytes}; not verified by holding it here
 */
public record SignedHeader(Header header, Bytes bytes, Hash id, Bytes signature) {}
