package kube.tools.kubectl.write;

import kube.foundation.api.Status;
import kube.tools.kubectl.CommandFailure;
import kube.tools.kubectl.resource.Target;

/// Explains what to do when others manage the fields that a manifest sets.
final class Conflicts {

  private static final String ADVICE = """
      Please review the fields above--they currently have other managers. Here
      are the ways you can resolve this warning:
      * If you intend to manage all of these fields, please re-run the apply
        command with the `--force-conflicts` flag.
      * If you do not intend to manage all of the fields, please edit your
        manifest to remove references to the fields that should keep their
        current managers.
      * You may co-own fields by updating your manifest to match the existing
        value; in this case, you'll become the manager if the other manager(s)
        stop managing the field (remove it from their configuration).
      See https://kubernetes.io/docs/reference/using-api/server-side-apply/#conflicts""";

  private Conflicts() {}

  static CommandFailure explain(Target target, Status status) {
    boolean ofManagers = status.causes().stream()
        .anyMatch(cause -> cause.reason().equals("FieldManagerConflict"));
    return ofManagers
        ? CommandFailure.of(status.message() + "\n" + ADVICE)
        : Change.at(target, "applying", status);
  }
}
