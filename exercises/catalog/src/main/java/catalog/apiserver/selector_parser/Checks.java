package catalog.apiserver.selector_parser;

import static catalog.apiserver.selector_parser.Answer.labels;
import static grader.check.Feedback.weDid;

import grader.check.Feedback;
import grader.check.Task;
import java.util.Map;
import kube.controlplane.apiserver.selector.Selectors;

/// The visible checks of X07: one notation a claim.
class Checks {

  @Task(1)
  void a_value_is_compared_as_a_whole(Selectors selectors) {
    Map<String, String> shop = labels("app", "webshop");
    Answer answer = Answer.of(selectors, "app=web", shop);
    String because = "A Service would send its callers to a program that it never meant.";
    Table.about("app=web", shop, answer, false, because)
        .named("looks_for_a_part", "`app=web` matched `app=webshop`.")
        .failWhen(answer.says(true));
    new Table(selectors, because).chooses("app=web", "app", "web")
        .chooses("app==web", "app", "web", "env", "prod").leavesOut("app=web", "app", "webshop")
        .leavesOut("app=webshop", "app", "web").leavesOut("app==web", "env", "web")
        .leavesOut("app=web");
  }

  @Task(1)
  void unequal_chooses_what_has_no_such_label(Selectors selectors) {
    Map<String, String> none = labels("app", "web");
    Answer answer = Answer.of(selectors, "env!=prod", none);
    String because = "Whoever wants all but production wants what was never labelled, too.";
    Table.about("env!=prod", none, answer, true, because)
        .named("unequal_demands_the_key",
            "A Pod without `env` is certainly not `env=prod`; it must match.")
        .failWhen(answer.says(false));
    new Table(selectors, because).chooses("env!=prod", "app", "web")
        .chooses("env!=prod", "env", "test").leavesOut("env!=prod", "env", "prod");
  }

  @Task(1)
  void a_key_alone_asks_whether_it_is_there(Selectors selectors) {
    new Table(selectors, "A mark such as `canary` often needs no value.")
        .chooses("canary", "canary", "yes").chooses("canary", "canary", "")
        .leavesOut("canary", "canaries", "yes").chooses("!canary", "app", "web")
        .leavesOut("!canary", "canary", "yes").leavesOut("!canary", "canary", "");
  }

  @Task(2)
  void a_comma_means_and(Selectors selectors) {
    Map<String, String> half = labels("a", "1");
    Answer answer = Answer.of(selectors, "a=1,b=2", half);
    String because = "Each condition is there to leave something out.";
    Table.about("a=1,b=2", half, answer, false, because)
        .named("comma_means_or", "`a=1,b=2` let a Pod with only a=1 through.")
        .failWhen(answer.says(true));
    new Table(selectors, because).chooses("a=1,b=2", "a", "1", "b", "2", "c", "3")
        .leavesOut("a=1,b=2", "b", "2").leavesOut("a=1,b=2", "a", "1", "b", "1")
        .chooses("a,!b,c!=3", "a", "1").leavesOut("a,!b,c!=3", "a", "1", "c", "3");
  }

  @Task(2)
  void blanks_do_not_matter(Selectors selectors) {
    new Table(selectors, "People put blanks where it reads well.")
        .chooses(" a = 1 , b == 2 ", "a", "1", "b", "2").leavesOut("a = 1 ,b", "a", "1")
        .chooses("! c , a  !=  2", "a", "1").leavesOut("\ta=2", "a", "1");
  }

  @Task(3)
  void in_names_several(Selectors selectors) {
    Map<String, String> one = labels("env", "a");
    Answer answer = Answer.of(selectors, "env in (a,b)", one);
    String because = "A comma inside of parentheses parts values, and no conditions.";
    Table.about("env in (a,b)", one, answer, true, because)
        .named("splits_at_every_comma", "`env in (a,b)` was torn in two at its inner comma.")
        .failWhen(answer instanceof Answer.Bad);
    new Table(selectors, because).chooses("env in (a,b)", "env", "a")
        .chooses("env in (a,b)", "env", "b").leavesOut("env in (a,b)", "env", "c")
        .leavesOut("env in (a,b)", "app", "a").chooses("env in(a)", "env", "a");
  }

  @Task(3)
  void both_kinds_stand_side_by_side(Selectors selectors) {
    String text = "tier in (web, api),!canary";
    new Table(selectors, "That is how most real selectors look.")
        .chooses(text, "tier", "api").chooses(text, "tier", "web", "app", "shop")
        .leavesOut(text, "tier", "web", "canary", "yes").leavesOut(text, "tier", "db")
        .chooses("!canary,tier in (web,api),app", "tier", "web", "app", "shop");
  }

  @Task(4)
  void rubbish_is_refused(Selectors selectors) {
    Answer answer = Answer.of(selectors, "env in a,b", labels("env", "a"));
    Feedback guess = weDid("We sent `env in a,b`.").youAnswered("You answered: " + answer + ".")
        .weNeeded("A BadSelector with position 7, where a parenthesis should be.")
        .because("Whoever deletes by selector has to be sure what it means.").read("L07");
    guess.named("swallows_rubbish", "`env in a,b` is not valid, yet you guessed a meaning. A guess"
        + " here can select — and delete — the wrong Pods. Throw, and say where.")
        .failWhen(answer instanceof Answer.Chosen);
    guess.failUnless(answer.equals(new Answer.Bad(7)));
  }

  @Task(4)
  void the_position_is_where_it_stops_making_sense(Selectors selectors) {
    refuses(selectors, "=a", 0);
    refuses(selectors, "a=1 b=2", 4);
    refuses(selectors, "a,,b", 2);
    refuses(selectors, "env in (a", 9);
  }

  @Task(5)
  void equal_selectors_have_one_form(Selectors selectors) {
    writes(selectors, "b=2, a==1", "a=1,b=2");
    writes(selectors, "tier in (web,api,web), !canary", "!canary,tier in (api,web)");
    writes(selectors, "a in (x),b notin (y),c", "a=x,b!=y,c");
  }

  static void refuses(Selectors selectors, String text, int position) {
    Answer answer = Answer.of(selectors, text, Map.of());
    weDid("We sent `" + text + "`.").youAnswered("You answered: " + answer + ".")
        .weNeeded("A BadSelector with position " + position + ".")
        .because("Without the place, the reader has to search a long line for one letter.")
        .read("L07").failUnless(answer.equals(new Answer.Bad(position)));
  }

  static void writes(Selectors selectors, String text, String right) {
    String answer = selectors.canonical(text);
    weDid("We asked for the one form of `" + text + "`.")
        .youAnswered("You answered `" + answer + "`.").weNeeded("We needed `" + right + "`.")
        .because("A cache that is asked twice in other words should notice.").read("L07")
        .failUnless(answer.equals(right));
  }
}
