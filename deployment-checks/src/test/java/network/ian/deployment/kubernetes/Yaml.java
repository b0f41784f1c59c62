package network.ian.deployment.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import network.ian.deployment.Repository;
import org.yaml.snakeyaml.LoaderOptions;

/** Reads YAML; a key that comes twice is an error. */
final class Yaml {

    private static final ObjectMapper MAPPER = new ObjectMapper(YAMLFactory.builder()
            .loaderOptions(strict())
            .enable(YAMLParser.Feature.PARSE_BOOLEAN_LIKE_WORDS_AS_STRINGS)
            .build());

    private Yaml() {}

    /** All documents of a text that are objects. */
    static List<Manifest> documents(String source, String text) {
        try (MappingIterator<JsonNode> documents =
                MAPPER.readerFor(JsonNode.class).readValues(text)) {
            return documents.readAll().stream()
                    .filter(JsonNode::isObject)
                    .map(document -> new Manifest(source, (ObjectNode) document))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(source, e);
        }
    }

    /** All documents of a file of the repository. */
    static List<Manifest> file(String path) {
        return documents(path, Repository.read(path));
    }

    private static LoaderOptions strict() {
        LoaderOptions options = new LoaderOptions();
        options.setAllowDuplicateKeys(false);
        return options;
    }
}
