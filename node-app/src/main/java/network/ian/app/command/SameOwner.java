package network.ian.app.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.UserPrincipal;
import network.ian.app.cli.Console;

/** A command run by root writes files that the node's own user cannot read. */
final class SameOwner {

    private SameOwner() {}

    /** Says so if {@code written} belongs to somebody else than {@code like}, and what to do. */
    static void orSay(Console console, Path like, Path written) throws IOException {
        UserPrincipal node = Files.getOwner(like);
        UserPrincipal writer = Files.getOwner(written);
        if (!node.equals(writer)) {
            console.note("warning: " + written.getParent() + " now holds files of " + writer.getName()
                    + ", which the node cannot read; mend it with: chown -R " + node.getName() + " "
                    + written.getParent());
        }
    }
}
