package network.ian.core.evaluation.trading;

/** Is told of the course of each episode while it is evaluated. One thread. */
public interface CourseRecorder {

    /** Records nothing. */
    CourseRecorder NOTHING = new CourseRecorder() {

        private static final double[] UNRECORDED = {};

        @Override
        public double[] course() {
            return UNRECORDED;
        }

        @Override
        public void traded(int firstDay) {}
    };

    /** Takes the sum of net returns after each day of the next episode; empty: nothing is recorded. */
    double[] course();

    /** An episode was traded, and its course recorded. */
    void traded(int firstDay);
}
