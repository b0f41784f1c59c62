package network.ian.app.cli;

/** What the program's exit code tells a script. */
public enum ExitCode {
    /** Done, or the answer is yes. */
    OK(0),
    /** A check failed, or the answer is no. */
    FAILED(1),
    /** Wrong usage or configuration; nothing was done. */
    USAGE(2),
    /** The node does not answer. */
    UNREACHABLE(3),
    /** The node answered and refused. */
    REFUSED(4),
    /** Not to be had where this program was started. */
    UNAVAILABLE(69),
    /** A fault of this program, or of the machine it runs on. */
    INTERNAL(70);

    private final int number;

    ExitCode(int number) {
        this.number = number;
    }

    public int number() {
        return number;
    }
}
