package grader.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import grader.report.Grade;
import java.io.IOException;
import java.io.StringReader;
import java.net.URL;
import java.util.Objects;
import javax.xml.XMLConstants;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.Schema;
import javax.xml.validation.SchemaFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.xml.sax.SAXException;

/// The forms in XML have schemas, so the JDK's own validator has the last word on them.
class PublishedSchemaTest {
  private static final String HIERARCHY = "hierarchy-0.2.0.xsd";
  private static final String JUNIT = "junit-report.xsd";

  @ParameterizedTest
  @CsvSource({"OPEN_TEST_REPORTING, " + HIERARCHY + ", <h:execution",
      "JUNIT, " + JUNIT + ", <testsuites"})
  void every_verdict_is_valid(Format format, String schema, String root) throws Exception {
    for (Grade grade : Verdicts.all().values()) {
      String report = format.write(Verdicts.EXERCISE, grade);

      assertThat(report).contains(root);
      validate(report, schema);
    }
  }

  @Test
  void a_child_without_a_start_is_found() {
    String report = Format.OPEN_TEST_REPORTING.write(Verdicts.EXERCISE, Verdicts.passed());

    assertThatThrownBy(() -> validate(report.replaceFirst(" start=\"[^\"]*\"", ""), HIERARCHY))
        .isInstanceOf(SAXException.class).hasMessageContaining("start");
  }

  @ParameterizedTest
  @CsvSource({"' tests=\"2\"', tests", "' time=\"0\"', time", "' type=\"[a-z_]*\"', type",
      "' name=\"order is kept\"', name"})
  void a_report_that_lacks_what_its_readers_want_is_found(String pattern, String missing) {
    String report = Format.JUNIT.write(Verdicts.EXERCISE, Verdicts.failed());

    assertThatThrownBy(() -> validate(report.replaceFirst(pattern, ""), JUNIT))
        .isInstanceOf(SAXException.class).hasMessageContaining("'" + missing + "'");
  }

  private static void validate(String report, String name) throws IOException, SAXException {
    URL file = PublishedSchemaTest.class.getResource("published/" + name);
    Schema schema = SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI)
        .newSchema(Objects.requireNonNull(file));
    schema.newValidator().validate(new StreamSource(new StringReader(report)));
  }
}
