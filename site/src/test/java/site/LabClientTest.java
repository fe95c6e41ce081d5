package site;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The learner's own kubectl in a lab, through the site.
class LabClientTest {
  private static final Pattern ID = Pattern.compile("own-[a-z0-9]{10}");
  private static final Optional<Path> KUBECTL = Stream
      .of(System.getenv().getOrDefault("PATH", "").split(java.io.File.pathSeparator))
      .map(folder -> Path.of(folder, "kubectl")).filter(Files::isExecutable).findFirst();

  @TempDir
  Path folder;
  private RunningSite site;

  @BeforeEach
  void start() {
    site = RunningSite.in(folder);
  }

  @AfterEach
  void stop() {
    site.close();
  }

  private String lab() {
    assertThat(site.form("/labs", Map.of()).statusCode()).isEqualTo(303);
    Matcher id = ID.matcher(site.get("/labs").body());
    assertThat(id.find()).isTrue();
    return id.group();
  }

  private String kubeconfig(String lab) {
    return site.get("/labs/" + lab + "/kubeconfig").body();
  }

  @Test
  void kubectl_gets_runs_watches_and_enters_through_the_site() throws Exception {
    assumeTrue(KUBECTL.isPresent(), "no kubectl is on the path: there is nothing to drive with");
    Path config = Files.writeString(folder.resolve("config"), kubeconfig(lab()));

    assertThat(kubectl(config, "get", "nodes")).contains("node-a", "Ready");
    assertThat(kubectl(config, "create", "deployment", "web", "--image=nginx"))
        .contains("deployment.apps/web created");
    assertThat(kubectl(config, "rollout", "status", "deployment/web", "--timeout=60s"))
        .contains("successfully rolled out");
    assertThat(kubectl(config, "logs", "deployment/web")).contains("nginx");
    assertThat(kubectl(config, "wait", "--for=condition=Available", "deployment/web",
        "--timeout=60s")).contains("condition met");
    assumeTrue(speaksWebSockets(config), "this kubectl speaks SPDY, which the site does not carry");
    assertThat(kubectl(config, "exec", "deployment/web", "--", "echo", "hello")).contains("hello");
  }

  @Test
  void without_the_token_and_from_another_page_nobody_gets_in() {
    String lab = lab();
    Matcher server = Pattern.compile("http://[^\"]+").matcher(kubeconfig(lab));
    assertThat(server.find()).isTrue();
    String path = server.group().substring(site.address().length());

    assertThat(site.getJson(path + "/api/v1/nodes").statusCode()).isEqualTo(200);
    assertThat(site.getJson("/labs/" + lab + "/api/guess/api/v1/nodes").statusCode())
        .isEqualTo(401);
    assertThat(site.send(site.request(path + "/api/v1/namespaces/default/pods")
        .header("Origin", "http://elsewhere.example").DELETE()).statusCode()).isEqualTo(403);
  }

  private boolean speaksWebSockets(Path config) throws IOException, InterruptedException {
    Matcher minor = Pattern.compile("gitVersion: v1\\.(\\d+)")
        .matcher(kubectl(config, "version", "--client", "--output=yaml"));
    return minor.find() && Integer.parseInt(minor.group(1)) >= 30;
  }

  /// What it prints, errors too.
  private String kubectl(Path config, String... words) throws IOException, InterruptedException {
    List<String> line = new ArrayList<>(List.of(KUBECTL.orElseThrow().toString()));
    line.addAll(List.of(words));
    Path printed = Files.createTempFile(folder, "printed", ".txt");
    ProcessBuilder builder = new ProcessBuilder(line).redirectErrorStream(true)
        .redirectOutput(printed.toFile());
    builder.environment().put("KUBECONFIG", config.toString());
    builder.environment().put("HOME", folder.toString());
    Process process = builder.start();
    process.getOutputStream().close();
    if (!process.waitFor(90, TimeUnit.SECONDS)) process.destroyForcibly();
    return Files.readString(printed, StandardCharsets.UTF_8);
  }
}
