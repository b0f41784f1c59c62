package network.ian.benchmarks.suite;

import java.io.IOException;
import java.nio.file.FileSystemException;

/** What went wrong, in words for a person. */
final class Failure {

    private Failure() {}

    /** Messages of input and output are sentences, but that of a file, which is its name alone; others need their class. */
    static String words(Exception failure) {
        boolean sentence = failure instanceof IOException
                && !(failure instanceof FileSystemException)
                && failure.getMessage() != null;
        return sentence ? failure.getMessage() : failure.toString();
    }
}
