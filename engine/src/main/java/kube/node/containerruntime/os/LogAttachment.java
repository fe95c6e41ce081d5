package kube.node.containerruntime.os;

import java.nio.charset.StandardCharsets;
import java.util.List;

import kube.foundation.stream.Ending;
import kube.foundation.stream.Terminal;
import kube.node.containerruntime.ContainerRuntime;

/// Somebody who listens to what a process writes from now on; what he types reaches nobody.
final class LogAttachment implements Terminal.Input {

  private final Runnable stop;

  LogAttachment(ContainerRuntime runtime, String containerId, Terminal.Output output) {
    this.stop = runtime.followLog(containerId, line -> {
      byte[] bytes = (line.text() + "\n").getBytes(StandardCharsets.UTF_8);
      if (line.stream().equals("stderr")) output.stderr(bytes);
      else
        output.stdout(bytes);
    }, () -> output.ended(new Ending.Exited(List.of(), 0)));
  }

  @Override
  public void hangUp() {
    stop.run();
  }
}
