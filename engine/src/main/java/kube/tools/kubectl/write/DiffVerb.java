package kube.tools.kubectl.write;

import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import com.github.difflib.DiffUtils;
import com.github.difflib.UnifiedDiffUtils;

import kube.foundation.api.Json;
import kube.tools.kubectl.CommandFailure;
import kube.tools.kubectl.Session;
import kube.tools.kubectl.Verb;
import kube.tools.kubectl.flags.Arguments;
import kube.tools.kubectl.flags.Flag;
import kube.tools.kubectl.resource.Finder;
import kube.tools.kubectl.resource.OpenApi;
import kube.tools.kubectl.resource.Target;
import kube.tools.kubectl.resource.Yaml;

import tools.jackson.databind.node.ObjectNode;

/// `kubectl diff`: what `apply` would change, as the server would store it.
///
/// The exit code is 0 when nothing would change, 1 when something would, and more when it cannot be
/// told.
public final class DiffVerb {

  private static final int LINES_AROUND = 3;
  private static final DateTimeFormatter STAMP = DateTimeFormatter
      .ofPattern("uuuu-MM-dd HH:mm:ss.SSSSSSSSS Z", Locale.ROOT).withZone(ZoneOffset.UTC);

  private DiffVerb() {}

  public static Verb verb() {
    List<Flag> flags = new ArrayList<>(Finder.fileFlags());
    flags.addAll(List.of(
        Flag.text("field-manager", "kubectl-client-side-apply", "Who would manage the fields."),
        Flag.yesNo("force-conflicts", false, "With --server-side: take fields over."),
        Flag.yesNo("server-side", false, "As apply --server-side would."),
        Flag.yesNo("show-managed-fields", false, "Also who manages which field.")));
    return Verb.of("diff", "-f FILENAME", "Diff the live version against a would-be applied"
        + " version", List.of("kubectl diff -f web.yaml"), flags, DiffVerb::run);
  }

  private static int run(Session session, Arguments arguments) {
    if (!arguments.given("filename") && !arguments.given("kustomize")) {
      throw CommandFailure.of("must specify one of -f and -k");
    }
    boolean differs = false;
    for (Target target : new Finder(session).manifests()) {
      Optional<ObjectNode> live = session.api().find(target.path());
      ObjectNode merged = merged(session, arguments, target, live);
      differs |= print(session, arguments, target, live, merged);
    }
    return differs ? 1 : 0;
  }

  private static ObjectNode merged(Session session, Arguments arguments, Target target,
      Optional<ObjectNode> live) {
    Change change = new Change(session, arguments.text("field-manager"));
    if (arguments.isSet("server-side")) {
      return change.demand(dry(change, "PATCH", target.path()).withQuery("force",
          Boolean.toString(arguments.isSet("force-conflicts"))), "application/apply-patch+yaml",
          target.manifest());
    }
    if (live.isEmpty()) {
      return change.demand(dry(change, "POST", target.resource().path(target.namespace())),
          "application/json", target.manifest());
    }
    // An apply always writes annotations; without any, those that are there would have to go.
    target.manifest().withObject("metadata").withObject("annotations");
    Optional<OpenApi.Schema> schema = new OpenApi(session.api()).of(target.resource());
    ObjectNode patch = ThreeWay.patch(LastApplied.of(live.get()).orElseGet(Json::object),
        target.manifest(), live.get(), schema);
    if (patch.isEmpty()) return live.get();
    return change.demand(dry(change, "PATCH", target.path()),
        schema.isPresent() ? Change.STRATEGIC : Change.MERGE, patch);
  }

  private static kube.foundation.api.Request dry(Change change, String method, String path) {
    return change.request(method, path).withQuery("dryRun", "All");
  }

  private static boolean print(Session session, Arguments arguments, Target target,
      Optional<ObjectNode> live, ObjectNode merged) {
    List<String> before = live.map(object -> lines(arguments, object)).orElse(List.of());
    List<String> after = lines(arguments, merged);
    String file = (target.resource().group().isEmpty() ? "" : target.resource().group() + ".")
        + target.resource().version() + "." + target.resource().kind() + "." + target.namespace()
        + "." + target.name();
    String time = "\t" + STAMP.format(session.now());
    long drawn = 1_000_000_000 + Math.floorMod(session.now().toEpochMilli(), 900_000_000L);
    String liveFile = "/tmp/LIVE-" + drawn + "/" + file;
    String mergedFile = "/tmp/MERGED-" + drawn + "/" + file;
    List<String> difference = UnifiedDiffUtils.generateUnifiedDiff(liveFile + time,
        mergedFile + time, before, DiffUtils.diff(before, after), LINES_AROUND);
    if (difference.isEmpty()) return false;
    session.line("diff -u -N " + liveFile + " " + mergedFile);
    difference.forEach(session::line);
    return true;
  }

  private static List<String> lines(Arguments arguments, ObjectNode object) {
    ObjectNode shown = object.deepCopy();
    ObjectNode metadata = shown.withObject("metadata");
    if (!arguments.isSet("show-managed-fields")) metadata.remove("managedFields");
    return Arrays.asList(Yaml.write(shown).split("\n"));
  }
}
