package catalog.network;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import grader.exercise.Catalog;
import grader.exercise.Exercise;
import grader.run.Grader;
import grader.run.LearnerPart;
import grader.run.Submission;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import kube.Cluster;
import kube.Parts;
import kube.Slot;
import kube.foundation.api.Request;
import kube.foundation.api.Response;
import kube.network.DnsMessage;
import kube.network.DnsMessage.RecordType;
import kube.network.Packet;
import kube.network.Protocol;
import kube.network.SocketAddress;
import kube.network.dns.ClusterDns;
import org.junit.jupiter.api.Test;

/// A cluster whose names are answered by the reference solution of X33, in a sandboxed worker of its
/// own: what a learner sees who flips the box and looks a name up.
class DnsOnTheBoardTest {
  private static final Catalog CATALOG = Catalog.load();
  private static final String SHOP = "/api/v1/namespaces/default/services";

  @Test
  void a_learners_name_server_answers_for_every_pod() {
    Exercise exercise = CATALOG.find("X33").orElseThrow();
    try (Grader grader = Grader.start(CATALOG);
        LearnerPart<ClusterDns> names = (LearnerPart<ClusterDns>) grader.open(exercise,
            new Submission(exercise.reference().files()), ClusterDns.class)) {
      Cluster cluster = new Cluster(Cluster.Plan.standard(1).withParts(Parts.ours()
          .with(Slot.DNS, names::part))).start();
      cluster.advance(Duration.ofSeconds(10));
      create(cluster, "/api/v1/namespaces/default/pods", """
          {'apiVersion': 'v1', 'kind': 'Pod',
           'metadata': {'name': 'web', 'labels': {'app': 'web'}},
           'spec': {'hostname': 'first', 'subdomain': 'pods', 'containers': [
             {'name': 'web', 'image': 'nginx'}]}}""");
      create(cluster, SHOP, service("web", "'clusterIP': '10.96.0.20'"));
      create(cluster, SHOP, service("pods", "'clusterIP': 'None'"));
      create(cluster, SHOP, """
          {'apiVersion': 'v1', 'kind': 'Service', 'metadata': {'name': 'pay'},
           'spec': {'type': 'ExternalName', 'externalName': 'web.default.svc.cluster.local'}}""");
      cluster.advance(Duration.ofSeconds(30));

      assertThat(ask(cluster, "WEB.default.svc", RecordType.A)).containsExactly("NOERROR",
          "10.96.0.20");
      assertThat(ask(cluster, "web.default.svc", RecordType.AAAA)).containsExactly("NOERROR");
      assertThat(ask(cluster, "wob.default.svc", RecordType.A)).containsExactly("NXDOMAIN");
      assertThat(ask(cluster, "pay.default.svc", RecordType.A)).containsExactly("NOERROR",
          "web.default.svc.cluster.local", "10.96.0.20");
      List<String> pod = ask(cluster, "first.pods.default.svc", RecordType.A);
      assertThat(pod).hasSize(2).isEqualTo(ask(cluster, "pods.default.svc", RecordType.A));
      assertThat(ask(cluster, "_http._tcp.pods.default.svc", RecordType.SRV))
          .containsExactly("NOERROR", "0 100 80 first.pods.default.svc.cluster.local");
      assertThat(names.isAlive()).isTrue();
      assertThat(cluster.culprits()).isEmpty();
    }
  }

  private static String service(String name, String address) {
    return "{'apiVersion': 'v1', 'kind': 'Service', 'metadata': {'name': '" + name
        + "'}, 'spec': {" + address + ", 'selector': {'app': 'web'}, 'ports': [{'name': 'http',"
        + " 'port': 80}]}}";
  }

  private static void create(Cluster cluster, String path, String object) {
    Response.Answer answer = (Response.Answer) cluster.transport().send(
        Request.of("POST", path, "user").withBody("application/json",
            object.replace('\'', '"').getBytes(UTF_8)));
    assertThat(answer.isOk()).as(new String(answer.body(), UTF_8)).isTrue();
  }

  private static List<String> ask(Cluster cluster, String name, RecordType type) {
    List<String> heard = new ArrayList<>();
    Packet question = new Packet(Protocol.UDP, cluster.network().ephemeral("192.168.0.11"),
        new SocketAddress("10.96.0.10", 53));
    cluster.network().send(question,
        DnsMessage.question(1, name + ".cluster.local", type).toBytes(), bytes -> {
          DnsMessage answer = DnsMessage.parse(bytes).orElseThrow();
          heard.add(answer.code().toString());
          answer.answers().forEach(record -> heard.add(record.value()));
        });
    cluster.advance(Duration.ofMillis(100));
    return heard;
  }
}
