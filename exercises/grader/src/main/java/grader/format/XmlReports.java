package grader.format;

import grader.exercise.Exercise;
import grader.exercise.Task;
import grader.report.Diagnostic;
import grader.report.Grade;
import java.io.StringWriter;
import java.util.List;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/// Forms in XML: JUnit's old report, and Open Test Reporting. What a form cannot hold, such as
/// control characters, is left out.
final class XmlReports {
  private static final String CORE = "https://schemas.opentest4j.org/reporting/core/0.2.0";
  private static final String TREE = "https://schemas.opentest4j.org/reporting/hierarchy/0.2.0";

  /// A verdict has no time of its own: the same submission gives the same bytes.
  private static final String NO_TIME = "1970-01-01T00:00:00Z";

  /// Nor has a check: its reader wants one.
  private static final String NO_DURATION = "0";

  private final StringWriter text = new StringWriter();
  private final XMLStreamWriter xml;

  private XmlReports() throws XMLStreamException {
    xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(text);
    xml.writeStartDocument("UTF-8", "1.0");
  }

  static String junit(Exercise exercise, Grade grade) {
    try {
      return new XmlReports().suites(exercise, grade);
    } catch (XMLStreamException impossible) {
      throw new IllegalStateException("XML could not be written into memory", impossible);
    }
  }

  static String openTestReporting(Exercise exercise, Grade grade) {
    try {
      return new XmlReports().hierarchy(exercise, grade);
    } catch (XMLStreamException impossible) {
      throw new IllegalStateException("XML could not be written into memory", impossible);
    }
  }

  private String suites(Exercise exercise, Grade grade) throws XMLStreamException {
    open("testsuites");
    attribute("name", exercise.id() + " " + exercise.title());
    if (grade instanceof Grade.NotRunnable stopped) {
      open("testsuite");
      counts(exercise.slug(), 1, 0, 1, 0);
      open("testcase");
      attribute("classname", exercise.slug());
      attribute("name", "it can run");
      attribute("time", NO_DURATION);
      open("error");
      attribute("message", stopped.message());
      attribute("type", stopped.cause().name());
      xml.writeCharacters(printable(Shown.story(stopped)));
      close(3);
    }
    for (Task task : grade instanceof Grade.NotRunnable ? List.<Task>of() : exercise.tasks()) {
      suite(exercise, task, Shown.of(grade).stream()
          .filter(check -> check.task() == task.number()).toList());
    }
    return end();
  }

  private void suite(Exercise exercise, Task task, List<Shown> checks) throws XMLStreamException {
    long skipped = checks.stream().filter(check -> !check.isReached()).count();
    long passed = checks.stream().filter(Shown::isPassed).count();
    open("testsuite");
    counts(task.number() + ". " + task.title(), checks.size(), checks.size() - passed - skipped, 0,
        skipped);
    for (Shown check : checks) {
      open("testcase");
      attribute("classname", exercise.slug() + ".task" + task.number());
      attribute("name", check.sentence());
      attribute("time", NO_DURATION);
      if (!check.isPassed()) {
        open(check.isReached() ? "failure" : "skipped");
        attribute("message", check.message());
        if (check.isReached()) attribute("type", check.kind());
        close(1);
      }
      close(1);
    }
    close(1);
  }

  private void counts(String name, long tests, long failures, long errors, long skipped)
      throws XMLStreamException {
    attribute("name", name);
    attribute("tests", Long.toString(tests));
    attribute("failures", Long.toString(failures));
    attribute("errors", Long.toString(errors));
    attribute("skipped", Long.toString(skipped));
  }

  private String hierarchy(Exercise exercise, Grade grade) throws XMLStreamException {
    xml.writeCharacters("\n");
    xml.writeStartElement("h", "execution", TREE);
    xml.writeNamespace("h", TREE);
    xml.writeNamespace("c", CORE);
    node("root", exercise.id() + " " + exercise.title());
    if (grade instanceof Grade.NotRunnable stopped) {
      sources(stopped.diagnostics());
      result("FAILED", Shown.story(stopped));
    } else {
      result(grade.isPassed() ? "SUCCESSFUL" : "FAILED", "");
      for (Task task : exercise.tasks()) {
        List<Shown> checks = Shown.of(grade).stream()
            .filter(check -> check.task() == task.number()).toList();
        node("child", task.number() + ". " + task.title());
        result(checks.stream().allMatch(Shown::isPassed) ? "SUCCESSFUL" : "FAILED", "");
        for (Shown check : checks) {
          node("child", check.sentence());
          result(check.isPassed() ? "SUCCESSFUL" : check.isReached() ? "FAILED" : "SKIPPED",
              check.message());
          close(1);
        }
        close(1);
      }
    }
    close(1);
    return end();
  }

  private void node(String kind, String name) throws XMLStreamException {
    xml.writeCharacters("\n");
    xml.writeStartElement("h", kind, TREE);
    attribute("name", name);
    attribute("start", NO_TIME);
  }

  private void sources(List<Diagnostic> faults) throws XMLStreamException {
    if (faults.isEmpty()) return;
    xml.writeStartElement("c", "sources", CORE);
    for (Diagnostic fault : faults) {
      xml.writeStartElement("c", "fileSource", CORE);
      attribute("path", fault.file());
      xml.writeStartElement("c", "filePosition", CORE);
      attribute("line", Integer.toString(fault.line()));
      attribute("column", Integer.toString(fault.column()));
      close(2);
    }
    close(1);
  }

  private void result(String status, String reason) throws XMLStreamException {
    xml.writeStartElement("c", "result", CORE);
    attribute("status", status);
    if (!reason.isEmpty()) {
      xml.writeStartElement("c", "reason", CORE);
      xml.writeCharacters(printable(reason));
      close(1);
    }
    close(1);
  }

  private void open(String element) throws XMLStreamException {
    xml.writeCharacters("\n");
    xml.writeStartElement(element);
  }

  private void attribute(String name, String value) throws XMLStreamException {
    xml.writeAttribute(name, printable(value));
  }

  private void close(int elements) throws XMLStreamException {
    for (int element = 0; element < elements; element++) xml.writeEndElement();
  }

  private String end() throws XMLStreamException {
    xml.writeCharacters("\n");
    xml.writeEndElement();
    xml.writeCharacters("\n");
    xml.writeEndDocument();
    return text.toString();
  }

  /// XML 1.0 knows no other control characters than these three.
  private static String printable(String words) {
    return words.codePoints()
        .filter(letter -> letter >= ' ' || letter == '\n' || letter == '\t')
        .filter(letter -> letter != 0xfffe && letter != 0xffff
            && (letter < 0xd800 || letter > 0xdfff))
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }
}
