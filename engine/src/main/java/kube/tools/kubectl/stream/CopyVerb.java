package kube.tools.kubectl.stream;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

import kube.tools.kubectl.CommandFailure;
import kube.tools.kubectl.Session;
import kube.tools.kubectl.Verb;
import kube.tools.kubectl.flags.Arguments;
import kube.tools.kubectl.flags.Flag;

import tools.jackson.databind.node.ObjectNode;

/// `kubectl cp`: files into a container and out of it, by the `tar` that the container has.
///
/// **In Kubernetes:** https://kubernetes.io/docs/reference/kubectl/generated/kubectl_cp/
public final class CopyVerb {

  private CopyVerb() {}

  public static Verb verb() {
    return Verb.of("cp", "<file-spec-src> <file-spec-dest>",
        "Copy files and directories to and from containers",
        List.of("kubectl cp settings.env web:/tmp/settings.env", "",
            "kubectl cp shop/web:/var/log/app.log app.log"),
        List.of(Flag.text("container", "", "Which container.").withLetter('c'),
            Flag.yesNo("no-preserve", false, "Owners and rights are not kept."),
            Flag.number("retries", 0, "Accepted.")),
        CopyVerb::run);
  }

  /// One side of the copy.
  ///
  /// @param pod empty for a file at this end
  private record Place(String namespace, String pod, String path) {

    boolean isRemote() {
      return !pod.isEmpty();
    }

    static Place parse(String said) {
      int colon = said.indexOf(':');
      if (colon == 0)
        throw CommandFailure.of("filespec must match the canonical format: "
            + "[[namespace/]pod:]file/path");
      if (colon < 0) return new Place("", "", said);
      String[] owner = said.substring(0, colon).split("/");
      if (owner.length > 2) return new Place("", "", said);
      return new Place(owner.length == 2 ? owner[0] : "", owner[owner.length - 1],
          said.substring(colon + 1));
    }
  }

  private static int run(Session session, Arguments arguments) {
    if (arguments.words().size() != 2) {
      throw CommandFailure.of("source and destination are required");
    }
    Place source = Place.parse(arguments.words().get(0));
    Place target = Place.parse(arguments.words().get(1));
    if (source.path.isEmpty() || target.path.isEmpty()) {
      throw CommandFailure.of("filepath can not be empty");
    }
    if (source.isRemote() && target.isRemote()) {
      throw CommandFailure.of("one of src or dest must be a local file specification");
    }
    if (!source.isRemote() && !target.isRemote()) {
      throw CommandFailure.of("one of src or dest must be a remote file specification");
    }
    try {
      if (target.isRemote()) upload(session, source, target);
      else
        download(session, source, target);
    } catch (IOException problem) {
      throw CommandFailure.of(String.valueOf(problem.getMessage()));
    }
    return 0;
  }

  /// @param tell hears which container was chosen when none was named
  private static RemoteCommand remote(Session session, Place place, byte[] in, OutputStream out,
      Consumer<String> tell) {
    String namespace = place.namespace.isEmpty() ? session.namespace() : place.namespace;
    ObjectNode pod = (ObjectNode) session.api().get(session.mapper().resource("pods")
        .path(namespace, place.pod));
    String said = session.arguments().text("container");
    return new RemoteCommand(session, pod,
        said.isEmpty() ? LogsVerb.PodOf.defaultContainer(pod, tell) : said,
        in.length == 0 ? Optional.empty() : Optional.of(new ByteArrayInputStream(in)), out,
        session.console().out(), false);
  }

  private static void upload(Session session, Place source, Place target) throws IOException {
    Path from = session.console().directory().resolve(source.path);
    if (!Files.exists(from)) {
      throw CommandFailure.of(source.path + " doesn't exist in local filesystem");
    }
    String path = target.path;
    boolean isFolder = remote(session, target, new byte[0], OutputStream.nullOutputStream(),
        _ -> {})
        .withoutErrors().exec(List.of("test", "-d", path)) == 0;
    if (isFolder) {
      path = (path.endsWith("/") ? path : path + "/") + from.getFileName();
    }
    int slash = path.lastIndexOf('/');
    String folder = slash < 0 ? "" : path.substring(0, Math.max(1, slash));
    ByteArrayOutputStream archive = new ByteArrayOutputStream();
    pack(from, path.substring(slash + 1), archive);
    Tar.end(archive);
    List<String> command = folder.isEmpty()
        ? List.of("tar", "-xmf", "-")
        : List.of("tar", "-xmf", "-", "-C", folder);
    ExecVerb.end(remote(session, target, archive.toByteArray(), session.console().out(),
        session.console()::error).exec(command));
  }

  private static void pack(Path from, String name, OutputStream archive) throws IOException {
    if (!Files.isDirectory(from)) {
      Tar.write(archive, new Tar.Entry(name, false, Files.readAllBytes(from)));
      return;
    }
    Tar.write(archive, new Tar.Entry(name, true, new byte[0]));
    try (Stream<Path> inside = Files.list(from)) {
      for (Path file : inside.sorted().toList()) {
        pack(file, name + "/" + file.getFileName(), archive);
      }
    }
  }

  private static void download(Session session, Place source, Place target)
      throws IOException {
    ByteArrayOutputStream archive = new ByteArrayOutputStream();
    remote(session, source, new byte[0], archive, session::line)
        .exec(List.of("tar", "cf", "-", source.path));
    String stripped = source.path.replaceAll("^/+", "").replaceAll("/+$", "");
    Path to = session.console().directory().resolve(target.path);
    if (Files.isDirectory(to)) {
      to = to.resolve(stripped.substring(stripped.lastIndexOf('/') + 1));
    }
    ByteArrayInputStream bytes = new ByteArrayInputStream(archive.toByteArray());
    for (Optional<Tar.Entry> next = Tar.next(bytes); next.isPresent(); next = Tar.next(bytes)) {
      unpack(session, next.get(), stripped, to);
    }
  }

  private static void unpack(Session session, Tar.Entry entry, String prefix, Path to)
      throws IOException {
    String name = entry.name().replaceAll("^/+", "").replaceAll("/+$", "");
    if (!name.startsWith(prefix)) return;
    Path file = to.resolve(name.substring(prefix.length()).replaceAll("^/+", "")).normalize();
    if (!file.startsWith(to.normalize())) {
      session.console().error("warning: file \"" + entry.name() + "\" is outside target "
          + "destination, skipping");
      return;
    }
    if (entry.isFolder()) {
      Files.createDirectories(file);
      return;
    }
    Path parent = file.toAbsolutePath().getParent();
    if (parent != null) Files.createDirectories(parent);
    Files.write(file, entry.content());
  }
}
