package catalog;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import grader.compile.SourceCompiler;
import grader.exercise.Catalog;
import grader.exercise.Exercise;
import java.io.File;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.SortedMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import kube.Cluster;
import kube.Parts;
import kube.Slot;
import kube.foundation.api.Json;
import kube.foundation.api.Kinds;
import kube.foundation.api.Pod;
import kube.foundation.api.Request;
import kube.foundation.api.Response;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// A cluster lives on the solution of an exercise: a Deployment comes up and is patched and applied,
/// the API server is away for a while, a Pod is lost and replaced.
///
/// Missing are X02, X05, X08 and X11, which this story does not ask anything.
class ReferencesInTheClusterTest {
  private static final String WEB = "/apis/apps/v1/namespaces/default/deployments";
  private static final String FILE = """
      {"apiVersion": "apps/v1", "kind": "Deployment",
       "metadata": {"name": "web", "annotations": {"note": "NOTE"}},
       "spec": {"selector": {"matchLabels": {"app": "web"}}, "replicas": 3,
         "template": {"metadata": {"labels": {"app": "web"}}, "spec": {"containers": [
           {"name": "app", "image": "IMAGE", "env": [{"name": "A", "value": "1"}]},
           {"name": "side", "image": "busybox", "command": ["sleep", "3600"]}]}}}}
      """;

  @ParameterizedTest
  @ValueSource(strings = {"X03", "X04", "X06", "X07", "X09", "X10", "X12", "X13", "X17", "X18"})
  void the_cluster_lives_on_it(String id) {
    Exercise exercise = Catalog.load().find(id).orElseThrow();
    AtomicInteger questions = new AtomicInteger();
    Cluster cluster = new Cluster(Cluster.Plan.standard(7)
        .withParts(with(exercise, questions))).start();
    cluster.advance(Duration.ofSeconds(20));

    send(cluster, "POST", WEB, "application/json", file("one", "nginx"));
    cluster.advance(Duration.ofSeconds(40));
    send(cluster, "PATCH", WEB + "/web", "application/strategic-merge-patch+json",
        file("two", "nginx:2"));
    cluster.unplug("apiserver");
    cluster.advance(Duration.ofSeconds(5));
    cluster.plugIn("apiserver");
    cluster.advance(Duration.ofSeconds(60));
    send(cluster, "DELETE", "/api/v1/namespaces/default/pods/" + pods(cluster), "", "");
    cluster.advance(Duration.ofSeconds(90));

    assertThat(cluster.culprits()).isEmpty();
    assertThat(questions.get()).as("questions to " + exercise.title()).isPositive();
    JsonNode web = send(cluster, "GET", WEB + "/web", "", "");
    assertThat(web.at("/status/readyReplicas").asInt()).isEqualTo(3);
    JsonNode containers = web.at("/spec/template/spec/containers");
    assertThat(containers.valueStream().map(it -> it.path("image").asString()))
        .containsExactly("nginx:2", "busybox");
  }

  /// A whole file, with itself as what was applied last.
  private static String file(String note, String image) {
    String file = FILE.replace("NOTE", note).replace("IMAGE", image);
    JsonNode tree = Json.parse(file.getBytes(UTF_8));
    ((ObjectNode) tree.at("/metadata/annotations"))
        .put("kubectl.kubernetes.io/last-applied-configuration", Json.text(tree));
    return Json.text(tree);
  }

  private static String pods(Cluster cluster) {
    return cluster.client("user").list(Kinds.POD, "default").orThrow().stream().map(Pod::metadata)
        .findFirst().orElseThrow().name();
  }

  private static JsonNode send(Cluster cluster, String method, String path, String type,
      String body) {
    Request request = Request.of(method, path, "user");
    Response.Answer answer = (Response.Answer) cluster.transport()
        .send(body.isEmpty() ? request : request.withBody(type, body.getBytes(UTF_8)));
    assertThat(answer.isOk()).as(new String(answer.body(), UTF_8)).isTrue();
    return Json.parse(answer.body());
  }

  private static Parts with(Exercise exercise, AtomicInteger questions) {
    Slot<?> slot = Slot.all().stream().filter(it -> it.type().equals(exercise.slotType()))
        .findFirst().orElseThrow();
    return with(slot, exercise, questions);
  }

  private static <T> Parts with(Slot<T> slot, Exercise exercise, AtomicInteger questions) {
    Class<?> solution = compiled(exercise);
    Supplier<T> counted = () -> slot.type().cast(Proxy.newProxyInstance(
        solution.getClassLoader(), new Class<?>[]{slot.type()}, asking(solution, questions)));
    return Parts.ours().with(slot, counted);
  }

  private static InvocationHandler asking(Class<?> solution,
      AtomicInteger questions) {
    Object part = made(solution);
    return (_, method, arguments) -> {
      questions.incrementAndGet();
      try {
        method.setAccessible(true);
        return method.invoke(part, arguments);
      } catch (InvocationTargetException thrown) {
        throw thrown.getCause();
      }
    };
  }

  private static Object made(Class<?> solution) {
    try {
      return solution.getDeclaredConstructor().newInstance();
    } catch (ReflectiveOperationException unusable) {
      throw new LinkageError(solution.getName(), unusable);
    }
  }

  private static Class<?> compiled(Exercise exercise) {
    SortedMap<String, byte[]> classes = new SourceCompiler(
        Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
            .filter(entry -> !entry.isBlank()).map(Path::of).toList())
        .compile(exercise.reference().files()).classes();
    String name = Exercise.LEARNER_PACKAGE + "." + exercise.submissionClass();
    try {
      return new Loader(classes).loadClass(name);
    } catch (ClassNotFoundException missing) {
      throw new LinkageError(name, missing);
    }
  }

  /// Holds the classes of one solution.
  private static final class Loader extends ClassLoader {
    private final SortedMap<String, byte[]> classes;

    Loader(SortedMap<String, byte[]> classes) {
      super(ReferencesInTheClusterTest.class.getClassLoader());
      this.classes = classes;
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
      byte[] bytes = classes.getOrDefault(name, classes.get(name.replace('.', '/')));
      if (bytes == null) throw new ClassNotFoundException(name);
      return defineClass(name, bytes, 0, bytes.length);
    }
  }
}
