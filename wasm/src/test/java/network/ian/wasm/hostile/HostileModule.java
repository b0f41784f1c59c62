package network.ian.wasm.hostile;

import network.ian.core.codec.Bytes;

/**
 * A module that somebody might send.
 *
 * @param expected {@code MEASURED} or the reason of the refusal; verdicts.txt has the whole sentence
 */
public record HostileModule(String name, Bytes wasm, String expected) {

    @Override
    public String toString() {
        return name;
    }
}
