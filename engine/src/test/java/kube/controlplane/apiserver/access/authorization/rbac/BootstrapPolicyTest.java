package kube.controlplane.apiserver.access.authorization.rbac;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.zip.CRC32;

import kube.foundation.api.Json;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// The default roles against those that Kubernetes publishes in the test data of its own policy.
///
/// `published-roles.txt` has a line for each: its name, the number of single permissions, and a
/// checksum over them. A permission is a verb on one resource of one group, or on one path. Where the
/// original may only update a status, ours may patch it too; that is left out of the count.
///
/// **In Kubernetes:**
/// https://github.com/kubernetes/kubernetes/tree/v1.35.0/plugin/pkg/auth/authorizer/rbac/bootstrappolicy/testdata
class BootstrapPolicyTest {

  private static final String PUBLISHED = "published-roles.txt";

  @Test
  void every_published_role_grants_what_it_grants_in_kubernetes() throws IOException {
    TreeMap<String, String> ours = new TreeMap<>();
    BootstrapPolicy.objects().stream()
        .filter(object -> Json.text(object, "kind").equals("ClusterRole"))
        .filter(object -> object.path("aggregationRule").isMissingNode())
        .forEach(role -> ours.put(Json.text(role, "metadata.name"), summary(role)));

    assertThat(ours).containsAllEntriesOf(published());
  }

  private static Map<String, String> published() throws IOException {
    try (InputStream file = Objects
        .requireNonNull(BootstrapPolicyTest.class.getResourceAsStream(PUBLISHED))) {
      TreeMap<String, String> roles = new TreeMap<>();
      new String(file.readAllBytes(), StandardCharsets.UTF_8).lines()
          .forEach(line -> roles.put(line.substring(0, line.indexOf(' ')),
              line.substring(line.indexOf(' ') + 1)));
      return roles;
    }
  }

  private static String summary(JsonNode role) {
    TreeSet<String> grants = new TreeSet<>();
    for (JsonNode rule : role.path("rules")) {
      for (String verb : texts(rule, "verbs")) {
        for (String path : texts(rule, "nonResourceURLs")) grants.add(verb + " " + path);
        for (String group : texts(rule, "apiGroups")) {
          for (String resource : texts(rule, "resources")) {
            grants.add(verb + " " + group + " " + resource + " " + rule.path("resourceNames"));
          }
        }
      }
    }
    TreeSet<String> counted = new TreeSet<>(grants);
    counted.removeIf(grant -> grant.startsWith("patch ") && isStatus(grant)
        && grants.contains(grant.replaceFirst("^patch ", "update ")));
    CRC32 sum = new CRC32();
    counted.forEach(grant -> sum.update((grant + "\n").getBytes(StandardCharsets.UTF_8)));
    return counted.size() + " " + String.format(Locale.ROOT, "%08x", sum.getValue());
  }

  private static boolean isStatus(String grant) {
    return grant.matches(".*/(status|approval|finalize) .*");
  }

  private static List<String> texts(JsonNode rule, String field) {
    return Json.list(rule, field, text -> text.asString(""));
  }
}
