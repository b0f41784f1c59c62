package network.ian.app.doctor;

/** How well a check went. */
enum Status {
    OK,
    /** The node works; somebody should look at it when there is time. */
    WARN,
    /** The node does not work, or soon will not, or is not safe. */
    FAIL,
    /** There was nothing to check, or no way to. */
    SKIP
}
