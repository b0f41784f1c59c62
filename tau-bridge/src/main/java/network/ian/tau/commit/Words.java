package network.ian.tau.commit;

/** Errors as text that is safe in logs and on terminals: a Tau node's answers are anybody's text. */
final class Words {

    private static final int MOST = 300;

    private Words() {}

    static String of(Throwable error) {
        String message = error.getMessage() == null ? error.toString() : error.getMessage();
        String shown = message.replaceAll("[^ -~]", "?");
        return shown.length() > MOST ? shown.substring(0, MOST) + "..." : shown;
    }
}
