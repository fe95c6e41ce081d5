package kube.tools.kubectl.config;

import java.util.Optional;
import java.util.function.Consumer;

import kube.foundation.api.Json;
import kube.tools.kubectl.CommandFailure;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// What `kubectl config` can do to the entries of a kubeconfig.
public final class ConfigEntries {

  private final Kubeconfig config;

  public ConfigEntries(Kubeconfig config) {
    this.config = config;
  }

  /// Sets fields of an entry; whether it was there before.
  public boolean set(String list, String name, Consumer<ObjectNode> change) {
    boolean existed = config.entry(list, name).isPresent();
    ConfigFile.change(config, list, name,
        file -> change.accept(ConfigFile.entry(file, list, name)));
    return existed;
  }

  public void delete(String list, String name) {
    ConfigFile.change(config, list, name, file -> ConfigFile.remove(file, list, name));
  }

  public void use(String context) {
    if (config.entry("contexts", context).isEmpty()) {
      throw CommandFailure.of("no context exists with the name: \"" + context + "\"");
    }
    ConfigFile.change(config, file -> file.put("current-context", context));
  }

  public void rename(String from, String to) {
    Optional<JsonNode> context = config.entry("contexts", from);
    if (context.isEmpty()) {
      throw CommandFailure.of("cannot rename the context \"" + from
          + "\", it's not in " + config.files().getFirst());
    }
    if (config.entry("contexts", to).isPresent()) {
      throw CommandFailure.of("cannot rename the context \"" + from + "\", the context \"" + to
          + "\" already exists in " + config.files().getFirst());
    }
    ConfigFile.change(config, "contexts", from, file -> {
      Kubeconfig.find(file.path("contexts"), from).orElseThrow().put("name", to);
      if (Json.text(file, "current-context").equals(from)) file.put("current-context", to);
    });
  }

  /// Sets or, with an empty value, takes away one field by its path, such as `contexts.a.namespace`.
  public void setPath(String path, Optional<String> value) {
    String[] parts = path.split("\\.");
    if (parts.length == 1 && parts[0].equals("current-context")) {
      ConfigFile.change(config, file -> file.put("current-context", value.orElse("")));
    } else if (parts.length == 3 && Kubeconfig.LISTS.contains(parts[0])) {
      set(parts[0], parts[1], entry -> {
        if (value.isPresent()) entry.put(parts[2], value.get());
        else
          entry.remove(parts[2]);
      });
    } else if (parts.length == 2 && Kubeconfig.LISTS.contains(parts[0]) && value.isEmpty()) {
      delete(parts[0], parts[1]);
    } else {
      throw CommandFailure.of("unable to parse " + path + " after [] at api.Config");
    }
  }

  /// The file that holds an entry, for messages.
  public String file() {
    return config.files().getFirst().toString();
  }

  public boolean has(String list, String name) {
    return config.entry(list, name).isPresent();
  }
}
