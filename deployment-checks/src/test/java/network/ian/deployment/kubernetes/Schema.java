package network.ian.deployment.kubernetes;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.gson.Gson;
import com.google.gson.JsonParseException;
import io.kubernetes.client.openapi.JSON;
import io.kubernetes.client.openapi.models.V1ConfigMap;
import io.kubernetes.client.openapi.models.V1Ingress;
import io.kubernetes.client.openapi.models.V1Namespace;
import io.kubernetes.client.openapi.models.V1NetworkPolicy;
import io.kubernetes.client.openapi.models.V1Pod;
import io.kubernetes.client.openapi.models.V1PodDisruptionBudget;
import io.kubernetes.client.openapi.models.V1Service;
import io.kubernetes.client.openapi.models.V1ServiceAccount;
import io.kubernetes.client.openapi.models.V1StatefulSet;
import io.kubernetes.client.openapi.models.V2HorizontalPodAutoscaler;
import java.util.Map;
import java.util.Optional;

/**
 * Whether an object is what the API server would take. The generated model finds unknown fields and missing required
 * ones; it takes "3" for 3, so what it read is written again and compared.
 */
final class Schema {

    private static final Gson GSON = JSON.getGson();
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final Map<String, Class<?>> MODELS = Map.ofEntries(
            Map.entry("v1 Namespace", V1Namespace.class),
            Map.entry("v1 ServiceAccount", V1ServiceAccount.class),
            Map.entry("v1 ConfigMap", V1ConfigMap.class),
            Map.entry("v1 Service", V1Service.class),
            Map.entry("v1 Pod", V1Pod.class),
            Map.entry("apps/v1 StatefulSet", V1StatefulSet.class),
            Map.entry("policy/v1 PodDisruptionBudget", V1PodDisruptionBudget.class),
            Map.entry("networking.k8s.io/v1 NetworkPolicy", V1NetworkPolicy.class),
            Map.entry("networking.k8s.io/v1 Ingress", V1Ingress.class),
            Map.entry("autoscaling/v2 HorizontalPodAutoscaler", V2HorizontalPodAutoscaler.class));

    private Schema() {}

    /** What is wrong with it; empty if nothing is. */
    static Optional<String> problem(Manifest manifest) {
        String type = manifest.json().path("apiVersion").asText() + " " + manifest.kind();
        if (OperatorModels.knows(type)) {
            return OperatorModels.problem(type, manifest.json());
        }
        Class<?> model = MODELS.get(type);
        if (model == null) {
            return Optional.of("no object of Kubernetes that is known here: " + type);
        }
        if (!manifest.name().matches("[a-z0-9]([-a-z0-9]{0,251}[a-z0-9])?")) {
            return Optional.of("metadata.name is \"" + manifest.name() + "\"");
        }
        try {
            Object object = GSON.fromJson(manifest.json().toString(), model);
            return lost("", manifest.json(), MAPPER.readTree(GSON.toJson(object)));
        } catch (JsonParseException | IllegalArgumentException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Gson writes JSON", e);
        }
    }

    /** The first place where what was read is not what was written; fields that only {@code read} has are defaults. */
    static Optional<String> lost(String path, JsonNode written, JsonNode read) {
        if (written.isObject() && read.isObject()) {
            return written.properties().stream()
                    .map(field -> lost(path + "." + field.getKey(), field.getValue(), read.path(field.getKey())))
                    .flatMap(Optional::stream)
                    .findFirst();
        }
        if (written.isArray() && read.isArray() && written.size() == read.size()) {
            for (int i = 0; i < written.size(); i++) {
                Optional<String> problem = lost(path + "[" + i + "]", written.get(i), read.get(i));
                if (problem.isPresent()) {
                    return problem;
                }
            }
            return Optional.empty();
        }
        return written.equals(read)
                ? Optional.empty()
                : Optional.of(path + ": wrote " + written + ", was read as " + read);
    }
}
