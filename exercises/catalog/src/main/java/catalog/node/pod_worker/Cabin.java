package catalog.node.pod_worker;

import static grader.check.Feedback.weDid;

import grader.check.Feedback;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import kube.node.kubelet.plan.ContainerSeen;
import kube.node.kubelet.plan.ContainerSeen.Activity;
import kube.node.kubelet.plan.ContainerSeen.Role;
import kube.node.kubelet.plan.PodPlan;
import kube.node.kubelet.plan.PodSeen;
import kube.node.kubelet.plan.PodSeen.Room;
import kube.node.kubelet.plan.PodSync;
import kube.node.kubelet.plan.Step;

/// One Pod on a node: what runs in it, and hands that do what the worker says.
///
/// A step that harms the Pod ends the check with the name of the mistake. Containers start and stop
/// at a word here; when one ends, or its image is slow, the check says so.
final class Cabin {
  static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");

  private final PodSync worker;
  private final Map<String, Tenant> tenants = new LinkedHashMap<>();
  private String policy = "Always";
  private Room room = Room.NONE;
  private boolean isEnding;
  private boolean isDeleted;
  private Instant now = NOON;
  private String story = "";

  Cabin(PodSync worker) {
    this.worker = worker;
  }

  Cabin telling(String sentences) {
    story = sentences;
    return this;
  }

  // What the author wishes.

  Cabin policy(String restartPolicy) {
    policy = restartPolicy;
    return this;
  }

  Cabin with(Role role, String... names) {
    for (String name : names) tenants.put(name, new Tenant(name, role));
    return this;
  }

  /// It has a word of its own, or a rule for its exit code says so.
  Cabin ownPolicy(String name, String restartPolicy) {
    tenant(name).policy = restartPolicy;
    return this;
  }

  /// It has a startup probe, which does not succeed before [#hasStarted].
  Cabin slow(String name) {
    tenant(name).isSlow = true;
    return this;
  }

  Cabin changed(String name) {
    tenant(name).isChanged = true;
    return this;
  }

  Cabin deleted() {
    isDeleted = true;
    isEnding = true;
    return this;
  }

  /// The kubelet itself ends it: a file was taken away, or the machine is out of memory.
  Cabin ending() {
    isEnding = true;
    return this;
  }

  // What happens.

  /// It runs, and the worker has not been asked for that.
  Cabin running(String... names) {
    room = Room.READY;
    for (String name : names) tenant(name).start();
    return this;
  }

  Cabin ends(String name, int exitCode) {
    Tenant tenant = tenant(name);
    tenant.activity = Activity.ENDED;
    tenant.exitCode = Optional.of(exitCode);
    tenant.isStarted = false;
    return this;
  }

  Cabin hasStarted(String name) {
    tenant(name).isStarted = true;
    return this;
  }

  Cabin prepares(String name) {
    tenant(name).activity = Activity.PREPARING;
    return this;
  }

  Cabin mayNotStartFor(String name, int seconds) {
    tenant(name).notBefore = now.plusSeconds(seconds);
    return this;
  }

  Cabin wait(int seconds) {
    now = now.plus(Duration.ofSeconds(seconds));
    return this;
  }

  /// The room is in this state from now on. One that is gone has taken along all that was in it.
  Cabin room(Room state) {
    room = state;
    for (Tenant tenant : tenants.values()) {
      if (state == Room.NONE) tenant.begin();
      else if (state == Room.STOPPED && tenant.isAlive()) ends(tenant.name, 137);
    }
    return this;
  }

  Instant now() {
    return now;
  }

  Room room() {
    return room;
  }

  List<String> names(Predicate<ContainerSeen> which) {
    return tenants.values().stream().map(Tenant::seen).filter(which).map(ContainerSeen::name)
        .toList();
  }

  PodPlan.Wish wish() {
    return new PodPlan.Wish(policy, isDeleted);
  }

  PodSeen seen() {
    return new PodSeen(room, of(Role.INIT, Role.SIDECAR), of(Role.APP), of(Role.EPHEMERAL),
        isEnding);
  }

  private List<ContainerSeen> of(Role... roles) {
    return tenants.values().stream().filter(one -> List.of(roles).contains(one.role))
        .map(Tenant::seen).toList();
  }

  private Tenant tenant(String name) {
    Tenant tenant = tenants.get(name);
    if (tenant == null) throw new IllegalArgumentException("nobody is named " + name);
    return tenant;
  }

  /// All of it in words, for a Pod that nobody has told a story of.
  String inWords() {
    return "The policy is " + policy + ", the room is " + room + tenants.values().stream()
        .map(one -> "; " + one.name + " (" + one.role + (one.policy.isEmpty()
            ? ""
            : ", " + one.policy) + ") is " + one.activity + one.exitCode
                .map(code -> ", last exit code " + code).orElse("")
            + (one.isStarted ? ", started" : "") + (one.isChanged ? ", changed" : "")
            + (one.notBefore.isAfter(now) ? ", not before " + one.notBefore : ""))
        .reduce("", String::concat)
        + (isDeleted
            ? "; it is being deleted."
            : isEnding
                ? "; it is to end."
                : ".")
        + " It is " + now + ".";
  }

  // What the worker says.

  /// Asks what to do, and does it.
  Turn turn() {
    PodPlan plan = worker.sync(wish(), seen(), now);
    List<String> said = plan.steps().stream().map(Cabin::words).toList();
    Feedback feedback = weDid(story).youAnswered("You said " + said + ", and to look again "
        + plan.lookAgain().map(when -> "at " + when).orElse("when something happens") + ".")
        .read("L22#fact-compare");
    for (Step step : plan.steps()) perform(step, feedback);
    return new Turn(said, plan.lookAgain(), feedback);
  }

  void mustBe(String word, String because) {
    String said = worker.phase(wish(), seen());
    weDid(story).youAnswered("You called it " + said + ".").weNeeded("We needed: " + word + ".")
        .because(because).read("L22#fact-phase").failUnless(word.equals(said));
  }

  static String words(Step step) {
    return switch (step) {
      case Step.MakeRoom() -> "make the room";
      case Step.Start(String name) -> "start " + name;
      case Step.Stop(String name, String _) -> "stop " + name;
      case Step.StopRoom() -> "give the room back";
      case Step.Confirm() -> "confirm";
    };
  }

  private void perform(Step step, Feedback feedback) {
    switch (step) {
      case Step.MakeRoom() -> room = Room.READY;
      case Step.Start(String name) -> {
        new Harm(this, feedback).mayStart(Optional.ofNullable(tenants.get(name))
            .map(Tenant::seen));
        tenant(name).start();
      }
      case Step.Stop(String name, String _) -> {
        feedback.weNeeded("We needed: only what runs is stopped.").because("Nobody else hears it.")
            .failUnless(Stream.of(name).map(tenants::get).allMatch(one -> one != null
                && one.activity == Activity.RUNNING));
        tenant(name).activity = Activity.STOPPING;
      }
      case Step.StopRoom() -> {
        new Harm(this, feedback).mayGiveTheRoomBack();
        room = Room.STOPPED;
      }
      case Step.Confirm() -> new Harm(this, feedback).mayConfirm();
    }
  }

  /// A container of the Pod.
  private static final class Tenant {
    private final String name;
    private final Role role;
    private Activity activity = Activity.NEW;
    private Optional<Integer> exitCode = Optional.empty();
    private String policy = "";
    private boolean isSlow;
    private boolean isStarted;
    private boolean hasRun;
    private boolean isChanged;
    private Instant notBefore = NOON;

    private Tenant(String name, Role role) {
      this.name = name;
      this.role = role;
    }

    private void start() {
      activity = Activity.RUNNING;
      isStarted = !isSlow;
      hasRun = true;
      isChanged = false;
    }

    private void begin() {
      activity = Activity.NEW;
      exitCode = Optional.empty();
      isStarted = false;
      hasRun = false;
      isChanged = false;
    }

    private boolean isAlive() {
      return activity == Activity.RUNNING || activity == Activity.STOPPING;
    }

    private ContainerSeen seen() {
      return new ContainerSeen(name, role, activity, exitCode, policy, isStarted, hasRun, isChanged,
          notBefore);
    }
  }

  /// What the worker said in one turn.
  record Turn(List<String> steps, Optional<Instant> lookAgain, Feedback feedback) {

    /// These steps and no others; their order counts only where one follows from the other.
    Turn mustDo(String because, String... needed) {
      boolean isSame = steps.stream().sorted().toList()
          .equals(Stream.of(needed).sorted().toList());
      boolean confirmsLast = !steps.contains("confirm") || steps.getLast().equals("confirm");
      feedback.weNeeded("We needed: " + List.of(needed) + ".").because(because)
          .failUnless(isSame && confirmsLast);
      return this;
    }

    Turn mustDoNothing(String because) {
      return mustDo(because);
    }

    Turn mustLookAgain(Optional<Instant> when, String because) {
      feedback.weNeeded("We needed: look again " + when.map(moment -> "at " + moment)
          .orElse("only when something happens") + ".").because(because)
          .failUnless(lookAgain.equals(when));
      return this;
    }
  }
}
