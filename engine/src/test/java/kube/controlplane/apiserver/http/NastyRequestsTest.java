package kube.controlplane.apiserver.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import kube.foundation.api.Json;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// What is said to requests that no decent client sends, one row of `nasty-requests.txt` each.
///
/// They go through a real socket in the order of the file. The answers were written down from the
/// sources of Kubernetes, not from ours.
///
/// **In Kubernetes:**
/// https://kubernetes.io/docs/reference/using-api/api-concepts/
class NastyRequestsTest {

  private static final String HOME = "/api/v1/namespaces/default/";
  private static final Pattern ESCAPED = Pattern.compile("\\\\x([0-9a-f]{2})");
  private static final Pattern UID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

  /// One request, and what is said to it: the code, the reason and the message in one line, then a
  /// line for each cause. A line that ends with `…` is the beginning of what is said.
  private record Row(String title, String start, List<String> headers, String body,
      List<String> answer) {}

  @Test
  void every_nasty_request_hears_what_kubernetes_would_say() throws IOException {
    try (HttpWorld world = HttpWorld.open()) {
      List<String> wrong = new ArrayList<>();
      for (Row row : rows()) {
        List<String> said = answer(send(world, row));
        if (!fits(row.answer(), said)) {
          wrong.add("## " + row.title() + "\n  wanted " + row.answer() + "\n  heard  " + said);
        }
      }
      assertThat(String.join("\n", wrong)).isEmpty();
    }
  }

  private static boolean fits(List<String> wanted, List<String> said) {
    if (wanted.size() > said.size()) return false;
    for (int line = 0; line < wanted.size(); line++) {
      String want = wanted.get(line);
      boolean isBeginning = want.endsWith("…");
      if (isBeginning
          ? !said.get(line).startsWith(want.substring(0, want.length() - 1))
          : !said.get(line).equals(want)) {
        return false;
      }
    }
    return true;
  }

  private static String send(HttpWorld world, Row row) throws IOException {
    byte[] body = bytes(row.body());
    URI url = URI.create(world.url());
    String head = row.start() + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
        + row.headers().stream().map(header -> header + "\r\n").collect(Collectors.joining())
        + "Content-Length: " + body.length + "\r\n\r\n";
    try (Socket socket = new Socket(url.getHost(), url.getPort())) {
      socket.getOutputStream().write(head.getBytes(StandardCharsets.UTF_8));
      socket.getOutputStream().write(body);
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static List<String> answer(String response) {
    String code = response.substring("HTTP/1.1 ".length()).substring(0, 3);
    String text = response.substring(response.indexOf("\r\n\r\n") + 4);
    if (code.startsWith("2")) return List.of(code);
    if (!text.startsWith("{")) return List.of(code + " " + text);
    JsonNode status = Json.parse(text.getBytes(StandardCharsets.UTF_8));
    List<String> lines = new ArrayList<>();
    lines.add(visible(code + " " + Json.text(status, "reason") + " "
        + Json.text(status, "message")));
    Json.list(status, "details.causes", cause -> visible(Json.text(cause, "field") + ": "
        + Json.text(cause, "reason") + " " + Json.text(cause, "message"))).forEach(lines::add);
    return lines;
  }

  private static String visible(String text) {
    return UID.matcher(text).replaceAll("UID");
  }

  /// The bytes of a body in which `\xNN` stands for a byte, and a single quote for a double one.
  private static byte[] bytes(String body) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    Matcher escaped = ESCAPED.matcher(body);
    int from = 0;
    while (escaped.find()) {
      bytes.writeBytes(quoted(body.substring(from, escaped.start())));
      bytes.write(Integer.parseInt(escaped.group(1), 16));
      from = escaped.end();
    }
    bytes.writeBytes(quoted(body.substring(from)));
    return bytes.toByteArray();
  }

  private static byte[] quoted(String text) {
    return text.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
  }

  private static List<Row> rows() throws IOException {
    List<Row> rows = new ArrayList<>();
    for (String block : file().split("\n## ")) {
      if (block.startsWith("#")) continue;
      List<String> lines = block.lines().filter(line -> !line.isBlank()).toList();
      String start = lines.get(1).replaceFirst(" (?!/)", " " + HOME);
      List<String> headers = new ArrayList<>();
      List<String> answer = new ArrayList<>();
      String body = "";
      for (String line : lines.subList(2, lines.size())) {
        if (line.startsWith("> ")) body = line.substring(2);
        else if (line.startsWith("= ") || line.startsWith("- ")) answer.add(line.substring(2));
        else
          headers.add(line);
      }
      boolean isJson = headers.stream().noneMatch(header -> header.startsWith("Content-Type"));
      if (isJson) headers.add("Content-Type: application/json");
      rows.add(new Row(lines.getFirst(), start, headers, body, answer));
    }
    return rows;
  }

  private static String file() throws IOException {
    try (InputStream file = Objects.requireNonNull(
        NastyRequestsTest.class.getResourceAsStream("nasty-requests.txt"))) {
      return new String(file.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
