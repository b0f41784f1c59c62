package network.ian.core.contribution;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import java.util.SortedMap;
import network.ian.core.codec.Bytes;
import network.ian.core.crypto.Hash;

/**
 * The body of a contribution: what is evaluated. Built through {@link PackCodec}, which checks the limits.
 *
 * @param version 1-64 bytes of UTF-8, chosen by the contributor
 * @param parameters the agent as its harness reads it, not empty
 * @param metadata free JSON object, at most 16 KiB canonical, depth 8
 * @param tauSpecHash hash of a Tau specification that the agent claims to satisfy
 * @param mpbInvariantsHash hash of the invariants that the agent claims to keep
 * @param proofs at most 16, together at most 64 KiB, by name
 */
public record AgentPack(
        String version,
        Bytes parameters,
        ObjectNode metadata,
        Optional<Hash> tauSpecHash,
        Optional<Hash> mpbInvariantsHash,
        SortedMap<String, Bytes> proofs) {}
