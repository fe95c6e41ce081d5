package kube.controlplane.apiserver.schema.generator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SortedMap;

import org.junit.jupiter.api.Test;

/// The engine's schema is what the published classes of the Java client say, not what we remember.
///
/// For a newer Kubernetes, raise `kubernetes-client.version` in the root pom and run
/// `./mvnw -pl engine test -Dtest=PublishedSchemaTest -Dschema.write=true`.
class PublishedSchemaTest {

  private static final Path RESOURCES = Path
      .of("src/main/resources/kube/controlplane/apiserver/schema");

  @Test
  void the_schema_in_the_engine_is_the_published_one() throws IOException {
    SchemaGenerator generator = new SchemaGenerator();
    SortedMap<String, String> published = generator.generate();
    assertThat(generator.staleFacts()).as("facts about fields that are gone").isEmpty();
    for (var file : published.entrySet()) {
      Path place = RESOURCES.resolve(file.getKey());
      if (Boolean.getBoolean("schema.write")) {
        Files.createDirectories(place.getParent());
        Files.writeString(place, file.getValue());
      }
      assertThat(Files.readString(place)).as(file.getKey()).isEqualTo(file.getValue());
    }
  }
}
