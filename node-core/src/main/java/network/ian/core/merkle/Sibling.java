package network.ian.core.merkle;

import network.ian.core.crypto.Hash;

/**
 * One step of an inclusion proof.
 *
 * @param isRight whether {@code hash} stands to the right of what was computed so far
 */
public record Sibling(Hash hash, boolean isRight) {}
