package network.ian.app.top;

import java.util.List;

/** A part of the picture that takes as many rows as it is given. */
interface Section {

    /** Rows with which everything in it shows, 1 or more. */
    int wanted();

    /** At most {@code rows} lines, none wider than {@code columns}. */
    List<Line> lines(int columns, int rows);
}
