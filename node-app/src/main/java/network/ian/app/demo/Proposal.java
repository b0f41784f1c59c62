package network.ian.app.demo;

import java.util.List;
import network.ian.core.codec.Bytes;

/** Something that an agent can contribute. Equal proposals have equal parameters. */
interface Proposal {

    /** The pack's parameters, as the goal's harness reads them. */
    Bytes parameters();

    /** A few words for a table. */
    String brief();

    /** What it does, one line for each part. */
    List<String> full();
}
