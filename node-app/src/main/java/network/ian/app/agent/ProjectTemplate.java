package network.ian.app.agent;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;

/** The files of a new project, taken from the program's resources. */
final class ProjectTemplate {

    private static final String NAME = "@NAME@";

    private final Language language;

    ProjectTemplate(Language language) {
        this.language = language;
    }

    /**
     * Writes the project.
     *
     * @param directory of the project, empty or not there
     * @throws java.nio.file.FileAlreadyExistsException rather than overwrite anything
     */
    void write(Path directory, String name) throws IOException {
        for (Map.Entry<String, String> file : language.files().entrySet()) {
            Path target = directory.resolve(file.getKey());
            Files.createDirectories(target.getParent());
            Files.writeString(target, text(file.getValue()).replace(NAME, name), StandardOpenOption.CREATE_NEW);
        }
    }

    private String text(String resource) throws IOException {
        try (InputStream in = ProjectTemplate.class.getResourceAsStream(language.text() + "/" + resource)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
