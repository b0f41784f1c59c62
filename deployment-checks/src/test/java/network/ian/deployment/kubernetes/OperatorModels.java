package network.ian.deployment.kubernetes;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.type.LogicalType;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The fields of the Prometheus operator's {@code monitoring.coreos.com/v1} objects that are used here, by its API reference;
 * everything else is refused.
 */
final class OperatorModels {

    private static final JsonMapper STRICT = strict();
    private static final Map<String, Class<?>> MODELS = Map.of(
            "monitoring.coreos.com/v1 ServiceMonitor", ServiceMonitor.class,
            "monitoring.coreos.com/v1 PrometheusRule", PrometheusRule.class);

    private OperatorModels() {}

    static boolean knows(String type) {
        return MODELS.containsKey(type);
    }

    static Optional<String> problem(String type, JsonNode object) {
        try {
            STRICT.treeToValue(object, MODELS.get(type));
            return Optional.empty();
        } catch (JsonProcessingException | IllegalArgumentException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    record Metadata(@JsonProperty(required = true) String name, String namespace, Map<String, String> labels) {}

    record ServiceMonitor(
            @JsonProperty(required = true) String apiVersion,
            @JsonProperty(required = true) String kind,
            @JsonProperty(required = true) Metadata metadata,
            @JsonProperty(required = true) MonitorSpec spec) {}

    record MonitorSpec(
            @JsonProperty(required = true) Selector selector,
            NamespaceSelector namespaceSelector,
            @JsonProperty(required = true) List<Endpoint> endpoints) {}

    record Selector(Map<String, String> matchLabels, List<Expression> matchExpressions) {}

    record Expression(
            @JsonProperty(required = true) String key,
            @JsonProperty(required = true) String operator,
            List<String> values) {}

    record NamespaceSelector(Boolean any, List<String> matchNames) {}

    record Endpoint(
            @JsonProperty(required = true) String port,
            @JsonProperty(required = true) String path,
            String interval,
            String scrapeTimeout,
            List<Relabeling> relabelings) {}

    record Relabeling(Action action, List<String> sourceLabels, String targetLabel, String regex, String replacement) {}

    enum Action {
        replace,
        keep,
        drop,
        labelmap,
        labeldrop,
        labelkeep
    }

    record PrometheusRule(
            @JsonProperty(required = true) String apiVersion,
            @JsonProperty(required = true) String kind,
            @JsonProperty(required = true) Metadata metadata,
            @JsonProperty(required = true) RuleSpec spec) {}

    record RuleSpec(@JsonProperty(required = true) List<Group> groups) {}

    record Group(
            @JsonProperty(required = true) String name,
            String interval,
            @JsonProperty(required = true) List<Rule> rules) {}

    /** One of {@code alert} and {@code record} names it. */
    record Rule(
            String alert,
            String record,
            @JsonProperty(required = true) String expr,
            @JsonProperty("for") String pending,
            @JsonProperty("keep_firing_for") String keepFiringFor,
            Map<String, String> labels,
            Map<String, String> annotations) {

        Rule {
            if ((alert == null) == (record == null)) {
                throw new IllegalArgumentException("a rule has either alert or record");
            }
        }
    }

    private static JsonMapper strict() {
        return JsonMapper.builder()
                .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
                .withCoercionConfig(
                        LogicalType.Textual,
                        config -> config.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                                .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                                .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail))
                .build();
    }
}
