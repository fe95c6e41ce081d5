package kube.node.containerruntime.shell;

import java.util.function.IntConsumer;

/// `sh`: with `-c` a script, with a file's name that file, otherwise whatever is typed.
final class ShellTool implements Tool {

  @Override
  public void run(Call call, IntConsumer done) {
    Interpreter shell = new Interpreter(call.world(), call.variables(), call.directory(),
        Scope.fresh(), done);
    int script = call.words().indexOf("-c");
    if (script < 0) script = call.words().indexOf("-ec");
    if (script >= 0 && script + 1 < call.words().size()) {
      shell.start(call.words().get(script + 1), call.streams());
    } else if (!call.operands().isEmpty()) {
      String name = call.operands().getFirst();
      call.files().read(call.path(name)).ifPresentOrElse(
          content -> shell.start(new String(content, java.nio.charset.StandardCharsets.UTF_8),
              call.streams()),
          () -> {
            call.fail("can't open '" + name + "': No such file or directory");
            done.accept(2);
          });
    } else {
      shell.converse(call.streams(), "");
    }
  }
}
