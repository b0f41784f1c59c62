package network.ian.core.state;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/**
 * Tells one content of a file from another without reading it: inode, size, and the times of the last change of content
 * and of status. Symbolic links are followed, so a link that is turned to another file is seen.
 */
public final class FileStamp {

    private static final FileStamp ABSENT = new FileStamp(Map.of());

    private final Map<String, Object> attributes;

    private FileStamp(Map<String, Object> attributes) {
        this.attributes = attributes;
    }

    /**
     * The stamp of a file now; a file that is not there has one as well. Take it before the file is read: then a change in
     * between shows as a difference later.
     */
    public static FileStamp of(Path file) throws IOException {
        try {
            return new FileStamp(new TreeMap<>(Files.readAttributes(file, "unix:dev,ino,size,lastModifiedTime,ctime")));
        } catch (NoSuchFileException e) {
            return ABSENT;
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof FileStamp that && attributes.equals(that.attributes);
    }

    @Override
    public int hashCode() {
        return attributes.hashCode();
    }
}
