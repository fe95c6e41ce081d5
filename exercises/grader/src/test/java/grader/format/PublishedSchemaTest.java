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
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.xml.sax.SAXException;

/// Open Test Reporting publishes schemas, so the JDK's own validator has the last word on it.
class PublishedSchemaTest {
  private static Schema schema;

  @BeforeAll
  static void read_the_schema() throws SAXException {
    URL file = PublishedSchemaTest.class.getResource("published/hierarchy-0.2.0.xsd");
    schema = SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI)
        .newSchema(Objects.requireNonNull(file));
  }

  @Test
  void every_verdict_is_valid() throws Exception {
    for (Grade grade : Verdicts.all().values()) {
      String report = Format.OPEN_TEST_REPORTING.write(Verdicts.EXERCISE, grade);

      assertThat(report).contains("<h:execution");
      validate(report);
    }
  }

  @Test
  void a_child_without_a_start_is_found() {
    Grade grade = Verdicts.all().values().iterator().next();
    String report = Format.OPEN_TEST_REPORTING.write(Verdicts.EXERCISE, grade);

    assertThatThrownBy(() -> validate(report.replaceFirst(" start=\"[^\"]*\"", "")))
        .isInstanceOf(SAXException.class).hasMessageContaining("start");
  }

  private static void validate(String report) throws IOException, SAXException {
    schema.newValidator().validate(new StreamSource(new StringReader(report)));
  }
}
