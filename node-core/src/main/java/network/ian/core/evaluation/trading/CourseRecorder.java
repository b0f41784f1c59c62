package network.ian.core.evaluation.trading;

/** Is told of the course of each episode while it is evaluated. One thread. */
interface CourseRecorder {

    CourseRecorder NOTHING = new CourseRecorder() {

        private static final double[] UNRECORDED = {};

        @Override
        public double[] course() {
            return UNRECORDED;
        }

        @Override
        public void traded(int firstDay) {}
    };

    /** Where {@link Account#trade(int, double[], double[])} records the next episode; empty for nowhere. */
    double[] course();

    /** An episode was traded, and its course recorded. */
    void traded(int firstDay);
}
