package network.ian.app.demo;

import java.io.PrintStream;
import java.util.List;
import network.ian.app.cli.Style;

/**
 * Where the demo shows itself to people.
 *
 * @param style what {@code out} can show
 */
record DemoOutput(PrintStream out, Style style) {

    void say(List<String> lines) {
        lines.forEach(out::println);
    }
}
