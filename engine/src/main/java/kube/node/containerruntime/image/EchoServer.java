package kube.node.containerruntime.image;

import java.nio.charset.StandardCharsets;

import kube.node.containerruntime.image.HttpServer.HttpAnswer;
import kube.node.containerruntime.image.HttpServer.HttpRequest;
import kube.node.containerruntime.process.World;

/// Answers every request with what it saw: who it is, and what was asked.
///
/// @param greeting the line that it writes when it is ready
/// @param fixed what it answers always; empty to tell of the request
record EchoServer(String commandLine, int port, String greeting, String fixed)
    implements
      Program {

  @Override
  public void start(Surroundings surroundings) {
    if (!greeting.isEmpty()) surroundings.print(greeting);
    World world = surroundings.world();
    surroundings.listen(port, new HttpServer("echoserver", request -> answer(world, request)));
  }

  private HttpAnswer answer(World world, HttpRequest request) {
    if (!fixed.isEmpty()) return HttpAnswer.text(fixed + "\n");
    if (request.path().equals("/hostname")) return HttpAnswer.text(world.hostname());
    if (request.path().equals("/clientip")) return HttpAnswer.text(request.client());
    StringBuilder text = new StringBuilder("Hostname: ").append(world.hostname()).append('\n');
    text.append("IP: ").append(world.address()).append('\n');
    text.append("Client: ").append(request.client()).append('\n');
    text.append(request.method()).append(' ').append(request.target()).append(" HTTP/1.1\n");
    request.headers().forEach(
        (name, value) -> text.append(name).append(": ").append(value).append('\n'));
    if (request.body().length > 0) {
      text.append('\n').append(new String(request.body(), StandardCharsets.UTF_8)).append('\n');
    }
    return HttpAnswer.text(text.toString());
  }
}
