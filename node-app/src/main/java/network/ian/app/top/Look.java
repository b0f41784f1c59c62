package network.ian.app.top;

import java.util.List;

/** How a picture becomes lines of a terminal. */
record Look(Layout layout, Painter painter) {

    /** One line for each row, none wider than the terminal, with its colours. */
    List<String> lines(Picture picture, Size size) {
        return layout.lines(picture, size).stream().map(painter::paint).toList();
    }
}
