package network.ian.app.demo;

import java.util.List;

/** Names that the agents contribute under. */
final class Names {

    private static final List<String> FIRST = List.of(
            "ada",
            "grace",
            "alan",
            "emmy",
            "edsger",
            "katherine",
            "dennis",
            "barbara",
            "john",
            "rosalind",
            "niklaus",
            "sophie",
            "kurt",
            "hedy",
            "alonzo",
            "radia");

    private Names() {}

    /** Another one for each agent. */
    static String of(int agent) {
        String name = FIRST.get(agent % FIRST.size());
        int round = agent / FIRST.size();
        return round == 0 ? name : name + "-" + (round + 1);
    }
}
