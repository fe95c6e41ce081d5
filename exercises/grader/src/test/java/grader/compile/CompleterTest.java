package grader.compile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import grader.compile.Suggestions.Suggestion;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What the editor suggests while code is typed: the text ends at `|` where the caret stands.
class CompleterTest {
  private static final String HEAD = """
    package learner;

    import java.util.List;
    import java.util.Map;

    class Store {
      record Entry(String key, long revision) {}
      private final Map<String, Entry> entries = Map.of();
      static int count;
      Entry entry(String name, int tries) { return null; }
    """;

  private final Completer completer = new Completer(new SourceCompiler(List.of()));

  @Test
  void after_a_dot_come_the_members_with_what_they_take_and_give() {
    assertEquals(List.of("get(Object) → Store.Entry",
        "getOrDefault(Object, Store.Entry) → Store.Entry"),
        shown("  void run() { entries.get|\n } }"));
    assertEquals(List.of("entry(String name, int tries) → Store.Entry"),
        shown("  void run() { this.entry(|".replace("(|", "|(\"a\", 1); } }")).stream()
            .filter(each -> each.startsWith("entry(")).toList());
  }

  @Test
  void a_record_says_its_parts_also_in_a_lambda_that_is_not_finished() {
    String code = "  long all(List<Entry> list) { return list.stream().mapToLong(one -> one.|).sum(); } }";
    assertTrue(names(code).containsAll(List.of("key", "revision")), () -> names(code).toString());
  }

  @Test
  void a_type_offers_what_is_static_and_an_object_what_is_not() {
    assertTrue(names("  void run() { int n = Store.|; } }").contains("count"));
    assertFalse(names("  void run() { int n = Store.|; } }").contains("entry"));
    assertFalse(names("  void run() { int n = this.|; } }").contains("count"));
  }

  @Test
  void without_a_dot_come_the_names_in_sight_and_no_later_ones() {
    List<String> names = names("""
        void run(String first) {
          int second = 1;
          |
          int third = 2;
        } }
      """);
    assertTrue(
        names.containsAll(List.of("first", "second", "entries", "entry", "return", "String")),
        names::toString);
    assertFalse(names.contains("third"));
  }

  @Test
  void a_type_that_is_one_import_away_says_so() {
    Suggestion found = all("  void run() { TreeM| } }").getFirst();
    assertEquals(new Suggestion("TreeMap", "type", "java.util", "java.util.TreeMap"), found);
    assertEquals("", all("  void run() { Lis| } }").getFirst().toImport());
  }

  @Test
  void the_next_line_is_not_taken_for_the_name_of_a_variable() {
    assertEquals(List.of("isEmpty() → boolean"), shown("""
        void run() {
          entries.isE|
          count = 2;
        } }
      """));
  }

  @ParameterizedTest
  @ValueSource(strings = {"  // entries.ge| \n }", "  String words = \"entries.ge|\"; }"})
  void words_are_left_alone(String code) {
    assertEquals(List.of(), names(code));
  }

  @ParameterizedTest
  @ValueSource(strings = {"|", "  void run() { nowhere.| } }", "  }}}} |", "  void run( { if (|"})
  void code_that_makes_no_sense_is_no_trouble(String code) {
    assertTrue(all(code).size() <= 400);
  }

  @Test
  void an_order_and_its_answer_survive_the_wire() {
    SortedMap<String, String> sources = new TreeMap<>(java.util.Map.of("A.java", "class A {}"));
    var order = new CompileMessages.Order.Complete(sources, "A.java", 7);
    assertEquals(order, CompileMessages.order(CompileMessages.order(order)));
    Suggestions some = new Suggestions(3, List.of(new Suggestion("a", "field", "int", "")));
    assertEquals(some, CompileMessages.suggestions(CompileMessages.suggestions(some)));
  }

  private List<String> names(String code) {
    return all(code).stream().map(Suggestion::name).toList();
  }

  private List<String> shown(String code) {
    return all(code).stream().map(each -> each.name() + each.signature()).toList();
  }

  private List<Suggestion> all(String code) {
    String text = HEAD + code;
    int caret = text.indexOf('|');
    SortedMap<String, String> sources = new TreeMap<>();
    sources.put("Store.java", text.substring(0, caret) + text.substring(caret + 1));
    return completer.complete(sources, "Store.java", caret).all();
  }
}
