package network.ian.core.disk;

import java.io.IOException;
import java.nio.file.Path;

/** Makes operations of a {@link FaultyDisk} fail. */
@FunctionalInterface
public interface Fault {

    /** Called before each operation; what it throws is what the program gets, and the operation does not happen. */
    void before(Operation operation, Path path) throws IOException;

    /** Nothing fails. */
    static Fault none() {
        return (operation, path) -> {};
    }
}
