package network.ian.p2p.wire;

import java.util.Optional;

/**
 * Decides from the first five bytes of a frame whether its rest may come, so that nobody can make a node hold room for
 * what it would refuse.
 *
 * @param maxBodyBytes longest body that any goal of this node allows; frames with bodies may not be longer than that calls
 *     for. Peers speak only of goals that both sides take part in, and a goal's limit is part of its topic, so a longer
 *     frame is a fault of the sender
 */
public record FrameLimits(int maxBodyBytes) {

    /** What the protocol allows at most. */
    public static final FrameLimits WIDEST = new FrameLimits(WireLimits.BODY_BYTES);

    /** @throws IllegalArgumentException unless {@code 0 <= maxBodyBytes <= WireLimits.BODY_BYTES} */
    public FrameLimits {
        if (maxBodyBytes < 0 || maxBodyBytes > WireLimits.BODY_BYTES) {
            throw new IllegalArgumentException("bodies have 0 to " + WireLimits.BODY_BYTES + " bytes: " + maxBodyBytes);
        }
    }

    /**
     * Why a frame is refused; empty if it may come. Constant time, no allocation worth the name.
     *
     * @param length the frame's first four bytes, read as an unsigned number
     * @param typeCode the byte after them, 0 to 255; not looked at if {@code length} is 0
     */
    public Optional<WireFault> refuses(int length, int typeCode) {
        if (length == 0) {
            return Optional.of(WireFault.FRAME_LENGTH);
        }
        Optional<MessageType> type = MessageType.ofCode(typeCode);
        if (type.isEmpty()) {
            return Optional.of(WireFault.UNKNOWN_TYPE);
        }
        return Integer.compareUnsigned(length, maxLength(type.get())) > 0
                ? Optional.of(WireFault.FRAME_LENGTH)
                : Optional.empty();
    }

    /** Most bytes of type and payload of a frame of {@code type}. */
    public int maxLength(MessageType type) {
        boolean carriesBodies = type == MessageType.PUSH || type == MessageType.ENTRIES;
        return carriesBodies ? type.maxLength() - WireLimits.BODY_BYTES + maxBodyBytes : type.maxLength();
    }
}
