package kube.node.kubelet.container;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

import kube.foundation.client.ApiClient;
import kube.node.kubelet.wish.ContainerWish;
import kube.node.kubelet.wish.EnvironmentWish.Source;
import kube.node.kubelet.wish.EnvironmentWish.Value;
import kube.node.kubelet.wish.EnvironmentWish.Variable;
import kube.node.kubelet.wish.PodWish;
import org.jspecify.annotations.Nullable;

/// Looks up the variables of a container, each time that it starts.
///
/// The order decides: Services first, then whole ConfigMaps and Secrets, then single variables, of
/// which each may use those before it.
///
/// **In Kubernetes:** https://kubernetes.io/docs/tasks/inject-data-application/define-environment-variable-container/
public final class Environment {

  /// What came of the lookup.
  public sealed interface Outcome {
    record Found(SortedMap<String, String> variables) implements Outcome {}

    /// @param message why the container cannot be configured
    record Missing(String message) implements Outcome {}
  }

  private final ApiClient client;
  private final ConfigReader config;
  private final PodFields fields;
  private final PodWish pod;

  public Environment(ApiClient client, ConfigCache cache, PodWish pod, PodFields fields) {
    this.client = client;
    this.config = new ConfigReader(cache, pod.metadata().namespace());
    this.pod = pod;
    this.fields = fields;
  }

  public Outcome of(ContainerWish container) {
    SortedMap<String, String> services = ServiceVariables.of(client, pod);
    SortedMap<String, String> variables = new TreeMap<>();
    for (Source source : container.environment().sources()) {
      Optional<String> problem = addAll(source, variables);
      if (problem.isPresent()) return new Outcome.Missing(problem.get());
    }
    SortedMap<String, String> known = new TreeMap<>(services);
    known.putAll(variables);
    for (Variable variable : container.environment().variables()) {
      Lookup lookup = value(variable.value(), container, known);
      if (lookup.problem != null) return new Outcome.Missing(lookup.problem);
      if (lookup.value != null) known.put(variable.name(), lookup.value);
    }
    return new Outcome.Found(known);
  }

  private Optional<String> addAll(Source source, SortedMap<String, String> variables) {
    Optional<SortedMap<String, byte[]>> data = config.read(source.isSecret(), source.name());
    if (data.isEmpty()) {
      return source.optional()
          ? Optional.empty()
          : Optional.of(config.notFound(source.isSecret(), source.name()));
    }
    data.get().forEach((key, value) -> variables.put(source.prefix() + key,
        new String(value, StandardCharsets.UTF_8)));
    return Optional.empty();
  }

  /// Either a value, a problem, or neither: an optional variable that is not there.
  private record Lookup(@Nullable String value, @Nullable String problem) {}

  private Lookup value(Value value, ContainerWish container, SortedMap<String, String> known) {
    return switch (value) {
      case Value.Literal(String text) -> new Lookup(Expansion.of(text, known), null);
      case Value.KeyOf key -> key(key);
      case Value.Field(String path) -> new Lookup(fields.field(path), null);
      case Value.Amount amount -> new Lookup(fields.amount(amount, container.name()), null);
    };
  }

  private Lookup key(Value.KeyOf wanted) {
    Optional<SortedMap<String, byte[]>> data = config.read(wanted.isSecret(), wanted.name());
    if (data.isEmpty() && !wanted.optional()) {
      return new Lookup(null, config.notFound(wanted.isSecret(), wanted.name()));
    }
    byte[] content = data.map(all -> all.get(wanted.key())).orElse(null);
    if (content != null) return new Lookup(new String(content, StandardCharsets.UTF_8), null);
    return new Lookup(null, wanted.optional()
        ? null
        : "couldn't find key " + wanted.key() + " in " + (wanted.isSecret()
            ? "Secret "
            : "ConfigMap ") + pod.metadata().namespace() + "/" + wanted.name());
  }

  /// The words of a command with the variables put in.
  public static List<String> expand(List<String> words, SortedMap<String, String> variables) {
    return words.stream().map(word -> Expansion.of(word, variables)).toList();
  }

}
