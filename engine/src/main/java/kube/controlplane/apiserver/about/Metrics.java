package kube.controlplane.apiserver.about;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

import kube.controlplane.etcd.Etcd;
import kube.foundation.api.Request;
import kube.foundation.api.Response;
import kube.foundation.api.Response.Answer;

/// Counts requests and answers `/metrics` in the text format of Prometheus: few numbers, all true.
///
/// **In Kubernetes:** https://kubernetes.io/docs/reference/instrumentation/metrics/
public final class Metrics {

  private record Series(String verb, String resource, int code) implements Comparable<Series> {
    @Override
    public int compareTo(Series other) {
      int order = verb.compareTo(other.verb);
      if (order == 0) order = resource.compareTo(other.resource);
      return order == 0 ? Integer.compare(code, other.code) : order;
    }
  }

  private final SortedMap<Series, long[]> requests = new TreeMap<>();

  /// Takes note of a request that was answered.
  public void count(String verb, String resource, Response response) {
    int code = response instanceof Answer answer ? answer.code() : 200;
    requests.computeIfAbsent(new Series(verb, resource, code), _ -> new long[1])[0]++;
  }

  /// The answer; empty when the path is another's.
  public Optional<Answer> answer(Request request, Etcd etcd, int watches) {
    if (!request.path().equals("/metrics")) return Optional.empty();
    StringBuilder text = new StringBuilder(1_024);
    head(text, "apiserver_request_total", "counter",
        "Counter of apiserver requests broken out for each verb, resource and HTTP response code.");
    requests.forEach((series, count) -> text.append("apiserver_request_total{code=\"")
        .append(series.code).append("\",resource=\"").append(series.resource)
        .append("\",verb=\"").append(series.verb).append("\"} ").append(count[0]).append('\n'));
    gauge(text, "apiserver_longrunning_requests", "Gauge of all active long-running requests.",
        watches);
    gauge(text, "apiserver_storage_size_bytes", "Size of the storage database file in bytes.",
        etcd.bytesInUse());
    gauge(text, "etcd_debugging_mvcc_current_revision", "The current revision of store.",
        etcd.revision());
    gauge(text, "etcd_debugging_mvcc_compact_revision", "The revision of the last compaction in"
        + " store.", etcd.compactionMark());
    return Optional.of(new Answer(200, "text/plain; version=0.0.4; charset=utf-8",
        text.toString().getBytes(StandardCharsets.UTF_8), new TreeMap<>()));
  }

  private static void gauge(StringBuilder text, String name, String help, long value) {
    head(text, name, "gauge", help);
    text.append(name).append(' ').append(value).append('\n');
  }

  private static void head(StringBuilder text, String name, String type, String help) {
    text.append("# HELP ").append(name).append(' ').append(help).append('\n');
    text.append("# TYPE ").append(name).append(' ').append(type).append('\n');
  }
}
