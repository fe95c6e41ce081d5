package catalog.apiserver.selector_parser;

import static catalog.apiserver.selector_parser.Answer.labels;
import static grader.check.Feedback.weDid;

import grader.check.Hidden;
import grader.check.Seed;
import grader.check.Task;
import java.util.Map;
import java.util.function.Predicate;
import kube.controlplane.apiserver.selector.Selectors;
import kube.controlplane.apiserver.selector.Selectors.BadSelector;
import kube.foundation.machine.Randomness;

/// The hidden checks of X07: odd names, odd texts, and many random selectors.
@Hidden
class HiddenChecks {
  private static final int SELECTORS = 250;
  private static final String LONGEST = "x".repeat(63);
  private static final String LONGEST_PREFIX = "p".repeat(253);

  @Task(1)
  void names_may_have_dots_and_a_prefix(Selectors selectors) {
    new Table(selectors, "Labels of tools have a prefix, so that they do not meet yours.")
        .chooses("app.example.com/name=web", "app.example.com/name", "web")
        .leavesOut("app.example.com/name=web", "name", "web")
        .chooses("version=v1.2_rc-3", "version", "v1.2_rc-3")
        .leavesOut("version=v1.2", "version", "v1x2").leavesOut("app=Web", "app", "web");
  }

  @Task(1)
  void an_empty_value_is_a_value(Selectors selectors) {
    new Table(selectors, "Empty and absent are two different things.")
        .chooses("canary=", "canary", "").leavesOut("canary=", "canary", "yes")
        .leavesOut("canary=", "app", "web").chooses("canary!=", "app", "web")
        .leavesOut("canary!=", "canary", "").chooses("canary=,app=web", "canary", "", "app", "web");
  }

  @Task(1)
  void a_selector_can_be_asked_again(Selectors selectors) throws BadSelector {
    Predicate<Map<String, String>> web = selectors.parse("app=web");
    Predicate<Map<String, String>> db = selectors.parse("app=db");
    StringBuilder answers = new StringBuilder();
    for (int round = 0; round < 2; round++) {
      answers.append(web.test(labels("app", "web")) ? 'y' : 'n')
          .append(db.test(labels("app", "db")) ? 'y' : 'n')
          .append(web.test(labels("app", "db")) ? 'y' : 'n')
          .append(db.test(labels("app", "web")) ? 'y' : 'n');
    }
    weDid("We parsed `app=web` and `app=db`, and then asked both by turns, twice.")
        .youAnswered("You answered " + answers + " (y for chosen).").weNeeded("We needed yynnyynn.")
        .because("A watch parses once and asks for every object that changes.").read("L07")
        .failUnless(answers.toString().equals("yynnyynn"));
  }

  @Task(2)
  void no_condition_leaves_nothing_out(Selectors selectors) {
    new Table(selectors, "A list without a selector is a list of everything.")
        .chooses("", "a", "1").chooses("").chooses("   ", "a", "1");
  }

  @Task(3)
  void notin_chooses_what_has_no_such_label(Selectors selectors) {
    new Table(selectors, "What holds for != holds for notin.")
        .chooses("env notin (a,b)", "app", "web").chooses("env notin (a,b)", "env", "c")
        .leavesOut("env notin (a,b)", "env", "a").leavesOut("env notin ( a , b )", "env", "b");
  }

  @Task(3)
  void an_empty_place_in_a_list_is_the_empty_value(Selectors selectors) {
    new Table(selectors, "It is the only way to say: this or nothing.")
        .chooses("env in (a,)", "env", "").chooses("env in (a,)", "env", "a")
        .leavesOut("env in (a,)", "app", "web").chooses("env in ()", "env", "")
        .leavesOut("env in ()", "env", "a").leavesOut("env notin (,a)", "env", "");
  }

  @Task(3)
  void in_and_notin_are_names_elsewhere(Selectors selectors) {
    new Table(selectors, "Nobody forbids a label with that name.")
        .chooses("in in (in,notin)", "in", "notin").chooses("notin", "notin", "1")
        .chooses("app=in", "app", "in").leavesOut("notin notin (notin)", "notin", "notin")
        .chooses("!in,app!=notin", "app", "web");
  }

  @Task(4)
  void many_texts_are_no_selectors(Selectors selectors) {
    Checks.refuses(selectors, "a,", 2);
    Checks.refuses(selectors, ",a", 0);
    Checks.refuses(selectors, "!", 1);
    Checks.refuses(selectors, "!!a", 1);
    Checks.refuses(selectors, "!a=1", 2);
    Checks.refuses(selectors, "a=b=c", 3);
    Checks.refuses(selectors, "a===b", 3);
    Checks.refuses(selectors, "a!b", 1);
    Checks.refuses(selectors, "a b", 2);
    Checks.refuses(selectors, "a=(b)", 2);
    Checks.refuses(selectors, "a=1)", 3);
    Checks.refuses(selectors, "env in", 6);
    Checks.refuses(selectors, "env in (a b)", 10);
    Checks.refuses(selectors, "env in (a=b)", 9);
    Checks.refuses(selectors, "env in ((a))", 8);
    Checks.refuses(selectors, "env in (a) b", 11);
    Checks.refuses(selectors, "env IN (a)", 4);
    Checks.refuses(selectors, "env  notin  a", 12);
  }

  @Task(4)
  void keys_and_values_keep_to_their_letters(Selectors selectors) {
    Checks.refuses(selectors, "-a", 0);
    Checks.refuses(selectors, "b,a.", 2);
    Checks.refuses(selectors, "a=-b", 2);
    Checks.refuses(selectors, "a in (b,c_)", 8);
    Checks.refuses(selectors, "a=b;c", 2);
    Checks.refuses(selectors, "a=b/c", 2);
    Checks.refuses(selectors, "a/b/c", 0);
    Checks.refuses(selectors, "/a", 0);
    Checks.refuses(selectors, "a/", 0);
    Checks.refuses(selectors, "Example.com/a", 0);
    Checks.refuses(selectors, "example..com/a", 0);
    Checks.refuses(selectors, "-x.com/a", 0);
    Checks.refuses(selectors, "a_b/c", 0);
    Checks.refuses(selectors, "!ä", 1);
  }

  @Task(4)
  void keys_and_values_have_a_longest_length(Selectors selectors) {
    new Table(selectors, "What may be a label may be asked for.")
        .chooses(LONGEST + "=" + LONGEST, LONGEST, LONGEST)
        .chooses(LONGEST_PREFIX + "/" + LONGEST, LONGEST_PREFIX + "/" + LONGEST, "1");
    Checks.refuses(selectors, LONGEST + "x", 0);
    Checks.refuses(selectors, "a=" + LONGEST + "x", 2);
    Checks.refuses(selectors, "b/" + LONGEST + "x", 0);
    Checks.refuses(selectors, LONGEST_PREFIX + "p/a", 0);
  }

  @Task(5)
  void the_one_form_is_its_own(Selectors selectors) {
    Checks.writes(selectors, "", "");
    Checks.writes(selectors, "a=,b in (,x),c in ()", "a=,b in (,x),c=");
    Checks.writes(selectors, "a,a , a", "a");
    Checks.writes(selectors, "!canary,tier in (api,web)", "!canary,tier in (api,web)");
  }

  @Task(5)
  void hundreds_of_random_selectors_agree(Selectors selectors, Seed seed) {
    Randomness chance = seed.random().branch("selectors");
    for (int drawn = 0; drawn < SELECTORS; drawn++) {
      Map<String, String> pod = RandomSelector.labels(chance);
      RandomSelector selector = RandomSelector.draw(chance, pod);
      Map<String, String> asked = drawn % 2 == 0 ? pod : RandomSelector.labels(chance);
      Answer answer = Answer.of(selectors, selector.text(), asked);
      Table.about(selector.text(), asked, answer, selector.chooses(asked),
          "It came from random selectors of seed " + seed.value() + ".")
          .failUnless(answer.says(selector.chooses(asked)));
      Checks.writes(selectors, selector.text(), selector.inOneForm());
    }
  }
}
