package kube.node.kubelet.probe;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

import kube.foundation.stream.Ending;
import kube.foundation.stream.Terminal;
import org.jspecify.annotations.Nullable;

/// Listens to a program that was run to ask a container; what it writes is the text of the answer.
final class ExecAnswer implements Terminal.Output {

  private static final int TEXT_AT_MOST = 10 * 1024;

  private final Consumer<Answer> told;
  private final ByteArrayOutputStream output = new ByteArrayOutputStream();
  private Terminal.@Nullable Input call;

  ExecAnswer(Consumer<Answer> told) {
    this.told = told;
  }

  void callIs(Terminal.Input newCall) {
    call = newCall;
  }

  void giveUp() {
    if (call != null) call.hangUp();
  }

  @Override
  public void stdout(byte[] bytes) {
    if (output.size() < TEXT_AT_MOST) output.writeBytes(bytes);
  }

  @Override
  public void stderr(byte[] bytes) {
    stdout(bytes);
  }

  @Override
  public void ended(Ending ending) {
    told.accept(switch (ending) {
      case Ending.Exited exited when exited.code() == 0 -> Answer.GOOD;
      case Ending.Exited _ -> Answer.bad(output.toString(StandardCharsets.UTF_8));
      case Ending.Failed failed -> Answer.bad(failed.message());
    });
  }
}
