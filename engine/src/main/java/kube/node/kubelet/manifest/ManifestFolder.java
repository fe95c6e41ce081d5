package kube.node.kubelet.manifest;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiConsumer;

import kube.foundation.api.Json;
import kube.foundation.machine.Clock;
import kube.node.containerruntime.process.Files;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/// The folder of the machine's disk whose files are Pods: `/etc/kubernetes/manifests`.
///
/// A file is parsed when its content has changed and not before. Files whose names begin with a dot
/// are passed over. A file that holds no Pod is told about once and does not disturb the others.
///
/// Owned by the loop.
///
/// **In Kubernetes:** https://kubernetes.io/docs/tasks/configure-pod-container/static-pod/#configuration-files
public final class ManifestFolder {

  public static final String PATH = "/etc/kubernetes/manifests";

  /// Made when somebody first speaks YAML: it takes longer than to start an API server.
  private static final class Yaml {
    private static final YAMLMapper MAPPER = YAMLMapper.builder().build();
  }

  /// What a file held when it was read last.
  private record Read(String content, @Nullable StaticPod pod) {}

  private final Clock clock;
  private final Files disk;
  private final String node;
  private final BiConsumer<String, String> complaint;
  private final TreeMap<String, Read> known = new TreeMap<>();

  /// @param complaint is told the file and why no Pod can be made of it
  public ManifestFolder(Clock clock, Files disk, String node,
      BiConsumer<String, String> complaint) {
    this.clock = clock;
    this.disk = disk;
    this.node = node;
    this.complaint = complaint;
  }

  /// The Pods that the files wish for now, in the order of the files' names.
  public List<StaticPod> pods() {
    List<String> names = disk.isDirectory(PATH) ? disk.list(PATH) : List.of();
    known.keySet().retainAll(names);
    for (String name : names) {
      if (name.startsWith(".")) continue;
      disk.read(PATH + "/" + name).ifPresent(content -> look(name, new String(content, UTF_8)));
    }
    return known.values().stream().flatMap(read -> Optional.ofNullable(read.pod).stream())
        .toList();
  }

  private void look(String name, String content) {
    Read before = known.get(name);
    if (before != null && before.content.equals(content)) return;
    known.put(name, new Read(content, parse(PATH + "/" + name, content)));
  }

  private @Nullable StaticPod parse(String file, String content) {
    try {
      if (!(Yaml.MAPPER.readTree(content) instanceof ObjectNode pod)) {
        complaint.accept(file, "the file holds no v1 Pod");
        return null;
      }
      Optional<String> problem = ManifestDefaults.problem(pod);
      if (problem.isPresent()) {
        complaint.accept(file, problem.get());
        return null;
      }
      return complete(file, pod);
    } catch (JacksonException malformed) {
      complaint.accept(file, "couldn't parse as pod: " + malformed.getOriginalMessage());
      return null;
    }
  }

  private StaticPod complete(String file, ObjectNode pod) {
    String hash = digest(Json.text(pod) + "\n" + node + "\n" + file);
    ManifestDefaults.fill(pod, node);
    ObjectNode metadata = pod.withObject("metadata").put("uid", hash);
    metadata.withObject("annotations").put(StaticPod.HASH, hash)
        .put(StaticPod.SEEN, clock.now().toString()).put(StaticPod.SOURCE, "file");
    return StaticPod.of(file, pod);
  }

  private static String digest(String text) {
    try {
      return HexFormat.of().formatHex(
          MessageDigest.getInstance("MD5").digest(text.getBytes(UTF_8)));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every Java has MD5", impossible);
    }
  }
}
