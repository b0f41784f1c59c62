package network.ian.core.contribution;

import network.ian.core.codec.Bytes;

/**
 * A header with its body.
 *
 * @param body the decoded pack
 * @param bodyBytes its encoding ({@link PackCodec}), which {@code header.packHash} is over
 */
public record Contribution(SignedHeader signed, AgentPack body, Bytes bodyBytes) {}
