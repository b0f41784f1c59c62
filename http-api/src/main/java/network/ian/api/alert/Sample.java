package network.ian.api.alert;

/** A value of a series, or of an expression over series. */
record Sample(Labels labels, double value) {}
