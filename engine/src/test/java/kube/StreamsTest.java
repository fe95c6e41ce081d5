package kube;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import kube.foundation.api.Json;
import kube.foundation.api.Request;
import kube.foundation.api.Response;
import kube.foundation.api.Status;
import kube.foundation.stream.ByteSink;
import kube.foundation.stream.Ending;
import kube.foundation.stream.Terminal;
import kube.foundation.stream.Tunnel;
import org.junit.jupiter.api.Test;

/// Logs, programs in containers and connections to Pods, in virtual time.
///
/// **In Kubernetes:** https://kubernetes.io/docs/tasks/debug/debug-application/debug-running-pod/
class StreamsTest {

  private final Cluster cluster = World.calm(7).cluster();

  @Test
  void a_log_is_read_whole_in_part_and_while_it_grows() {
    pod("clock", "busybox", "i=0; while true; do echo tick $i; i=$((i+1)); sleep 10; done");
    cluster.advance(Duration.ofSeconds(25));

    assertThat(log("clock", "")).startsWith("tick 0\ntick 1\n");
    assertThat(log("clock", "?tailLines=1")).isEqualTo("tick 2\n");
    assertThat(log("clock", "?limitBytes=4")).isEqualTo("tick");
    assertThat(log("clock", "?tailLines=1&timestamps=true"))
        .matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{9}Z tick 2\n");
    Collector followed = new Collector();
    Runnable stop = ((Response.Flow) get("clock/log?follow=true&tailLines=0")).source()
        .open(followed);
    cluster.advance(Duration.ofSeconds(10));
    assertThat(followed.text()).isEqualTo("tick 3\n");
    stop.run();
    cluster.advance(Duration.ofSeconds(10));
    assertThat(followed.text()).isEqualTo("tick 3\n");
  }

  @Test
  void a_log_that_cannot_be_had_is_refused_in_the_words_of_kubernetes() {
    pod("lost", "no/such-image", "");
    cluster.advance(Duration.ofSeconds(3));

    assertThat(refusal("lost/log")).isEqualTo(
        "container \"c\" in pod \"lost\" is waiting to start: trying and failing to pull image");
    assertThat(refusal("lost/log?container=x")).isEqualTo("container x is not valid for pod lost");
    assertThat(refusal("lost/log?previous=true"))
        .isEqualTo("previous terminated container \"c\" in pod \"lost\" not found");
    assertThat(refusal("lost/log?tailLines=-1")).isEqualTo("PodLogOptions \"lost\" is invalid: "
        + "tailLines: Invalid value: -1: must be greater than or equal to 0");
    assertThat(refusal("none/log")).isEqualTo("pods \"none\" not found");
  }

  @Test
  void the_last_words_of_a_crashed_container_are_kept() {
    pod("crasher", "busybox", "echo last words; exit 1");
    cluster.advance(Duration.ofSeconds(5));

    assertThat(log("crasher", "?previous=true")).isEqualTo("last words\n");
  }

  @Test
  void a_program_reads_writes_and_ends_with_its_code() {
    pod("web", "nginx", "");
    cluster.advance(Duration.ofSeconds(5));

    assertThat(exec("web", "for i in 1 2; do echo n$i; done | grep -v n1; exit 3"))
        .containsExactly("out n2\n", "exit 3");
    assertThat(exec("web", "echo a > /tmp/x; cat /tmp/x /tmp/y"))
        .containsExactly("out a\n", "err cat: can't open '/tmp/y': No such file or directory\n",
            "exit 1");
    assertThat(exec("web", "x=$(hostname); echo \"[$x] $((6*7)) ${none:-gone}\""))
        .containsExactly("out [web] 42 gone\n", "exit 0");
    assertThat(exec("web", "if [ -d /etc ] && ! test -f /etc; then echo yes; else echo no; fi"))
        .containsExactly("out yes\n", "exit 0");
    assertThat(exec("web", "echo 'open")).containsExactly(
        "err sh: syntax error: unterminated quoted string\n", "exit 2");
    assertThat(exec("web", "curl -s localhost | grep -c title"))
        .containsExactly("out 1\n", "exit 0");
  }

  @Test
  void a_program_takes_its_time_and_a_loop_without_end_does_not_stop_the_clock() {
    pod("web", "nginx", "");
    cluster.advance(Duration.ofSeconds(5));
    Heard heard = new Heard();
    open("web", "sleep 5; echo late", heard);
    open("web", "while true; do :; done", new Heard());

    cluster.advance(Duration.ofSeconds(4));
    assertThat(heard.all).isEmpty();
    cluster.advance(Duration.ofSeconds(2));
    assertThat(heard.all).containsExactly("out late\n", "exit 0");
  }

  @Test
  void a_connection_reaches_the_server_in_the_pod_and_only_where_it_listens() {
    pod("web", "nginx", "");
    cluster.advance(Duration.ofSeconds(5));
    Tunnel tunnel = (Tunnel) ((Response.Upgrade) get("web/portforward")).session();
    Collector page = new Collector();

    tunnel.dialer().connect(80, page)
        .bytes("GET / HTTP/1.1\r\nConnection: close\r\n\r\n".getBytes(UTF_8));
    assertThat(page.text()).startsWith("HTTP/1.1 200 OK\r\n").contains("Welcome to nginx!");
    Collector refused = new Collector();
    tunnel.dialer().connect(81, refused);
    assertThat(refused.failure).contains("connect: connection refused");
    assertThat(new String(((Response.Answer) get("web/proxy/")).body(), UTF_8))
        .contains("Welcome to nginx!");
  }

  @Test
  void without_its_kubelet_a_pod_is_out_of_reach() {
    pod("web", "nginx", "");
    cluster.advance(Duration.ofSeconds(5));
    cluster.nodes().forEach(node -> cluster.unplug("kubelet/" + node));

    assertThat(refusal("web/log")).startsWith("Get \"https://192.168.0.")
        .endsWith(":10250: connect: connection refused");
    assertThat(status(older("web/exec?command=ls&stdout=true"))).matches("error dialing backend: "
        + "dial tcp 192\\.168\\.0\\.\\d+:10250: connect: connection refused");
    assertThat(exec("web", "ls").getFirst()).contains(
        "error sending request: Post \"https://192.168.0.",
        ":10250/exec/default/web/c?command=sh&command=-c&command=ls&error=1&output=1\": dial tcp ");
  }

  /// A client of the newest protocol hears it down its connection; any other is handed through to
  /// the kubelet and hears the kubelet's own words.
  @Test
  void who_calls_for_a_container_that_does_not_run_hears_so_in_the_words_of_its_protocol() {
    pod("lost", "no/such-image", "");
    cluster.advance(Duration.ofSeconds(3));

    assertThat(words(older("lost/exec?command=ls&stdout=true")))
        .isEqualTo("500 container not found (\"c\")");
    assertThat(words(older("lost/attach?stdout=true")))
        .isEqualTo("500 container c not found in pod lost_default");
    assertThat(words(older("lost/exec?command=ls")))
        .isEqualTo("400 you must specify at least 1 of stdin, stdout, stderr");
    assertThat(exec("lost", "ls").getFirst())
        .contains("unable to upgrade connection: container not found (\"c\")");
    assertThat(refusal("lost/exec?command=ls&container=d"))
        .isEqualTo("container d is not valid for pod lost");
    assertThat(refusal("none/portforward")).isEqualTo("pods \"none\" not found");
  }

  private void pod(String name, String image, String script) {
    String command = script.isEmpty()
        ? ""
        : ",\"command\":[\"sh\",\"-c\",\"" + script.replace("\"", "\\\"") + "\"]";
    String json = "{\"metadata\":{\"name\":\"" + name + "\"},\"spec\":{\"containers\":[{"
        + "\"name\":\"c\",\"image\":\"" + image + "\"" + command + "}]}}";
    cluster.transport().send(Request.of("POST", "/api/v1/namespaces/default/pods", "user")
        .withBody("application/json", json.getBytes(UTF_8)));
  }

  private Response get(String place) {
    return cluster.transport().send(request(place));
  }

  private static Request request(String place) {
    String[] halves = place.split("\\?", 2);
    Request request = Request.of("GET", "/api/v1/namespaces/default/pods/" + halves[0], "user");
    for (String pair : halves.length > 1 ? halves[1].split("&") : new String[0]) {
      request = request.withQuery(pair.split("=", 2)[0], pair.split("=", 2)[1]);
    }
    return request;
  }

  /// What a client of an older protocol hears.
  private Response.Answer older(String place) {
    return (Response.Answer) cluster.transport()
        .send(request(place).withHeader("upgrade", "SPDY/3.1"));
  }

  private static String words(Response.Answer answer) {
    return answer.code() + " " + new String(answer.body(), UTF_8);
  }

  private String log(String pod, String query) {
    return new String(((Response.Answer) get(pod + "/log" + query)).body(), UTF_8);
  }

  private String refusal(String place) {
    return status((Response.Answer) get(place));
  }

  private static String status(Response.Answer answer) {
    return Status.of(Json.parse(answer.body())).message();
  }

  private List<String> exec(String pod, String script) {
    Heard heard = new Heard();
    open(pod, script, heard);
    cluster.advance(Duration.ofSeconds(1));
    return heard.all;
  }

  private void open(String pod, String script, Heard heard) {
    Request request = Request.of("GET", "/api/v1/namespaces/default/pods/" + pod + "/exec", "user")
        .withQuery("stdout", "true").withQuery("stderr", "true")
        .withQuery("command", String.join(String.valueOf(Request.BETWEEN_VALUES), "sh", "-c",
            script));
    Response.Upgrade upgrade = (Response.Upgrade) cluster.transport().send(request);
    ((Terminal) upgrade.session()).opener().open(heard);
  }

  /// Writes down what a program says.
  private static final class Heard implements Terminal.Output {
    private final List<String> all = new ArrayList<>();

    @Override
    public void stdout(byte[] bytes) {
      all.add("out " + new String(bytes, UTF_8));
    }

    @Override
    public void stderr(byte[] bytes) {
      all.add("err " + new String(bytes, UTF_8));
    }

    @Override
    public void ended(Ending ending) {
      all.add(ending instanceof Ending.Exited exited ? "exit " + exited.code() : ending.toString());
    }
  }

  /// Collects the bytes of one direction.
  private static final class Collector implements Tunnel.Back, ByteSink {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private String failure = "";

    @Override
    public void bytes(byte[] more) {
      bytes.writeBytes(more);
    }

    @Override
    public void end() {
      // What was collected stays.
    }

    @Override
    public void failed(String message) {
      failure = message;
    }

    private String text() {
      return bytes.toString(UTF_8);
    }
  }
}
