package kube.controlplane.apiserver.schema.generator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;

import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.DynamicMessage;
import com.google.protobuf.Message;
import io.kubernetes.client.proto.Runtime;
import kube.controlplane.apiserver.catalogue.KindCatalogue;
import kube.controlplane.apiserver.catalogue.ServedKind;
import kube.controlplane.apiserver.protobuf.ProtobufBody;
import kube.controlplane.apiserver.request.RequestContext;
import kube.controlplane.apiserver.request.RequestInfo;
import kube.controlplane.apiserver.request.UserInfo;
import kube.controlplane.apiserver.schema.validation.FieldValidation;
import kube.foundation.api.Json;
import kube.foundation.api.Kind;
import kube.foundation.api.Kinds;
import kube.foundation.api.Request;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

/// Objects with every field set, written by the official protobuf library, come out of our reader
/// as objects that our own schema finds nothing wrong with.
class EveryKindAsProtobufTest {

  private static final int MUTATIONS = 20_000;

  private final Descriptors descriptors = new Descriptors();

  @Test
  void every_kind_survives_the_way_through_protobuf() {
    KindCatalogue catalogue = new KindCatalogue();
    Request strict = Request.of("POST", "/", "test").withQuery("fieldValidation", "Strict")
        .withBody(ProtobufBody.MEDIA_TYPE, new byte[0]);
    for (Kind<?> kind : Kinds.ALL) {
      String type = SchemaGenerator.typeOf(kind);
      if (!descriptors.has(type)) continue;
      byte[] body = envelope(kind, filled(descriptors.descriptor(type), Set.of()).toByteArray());
      ObjectNode object = (ObjectNode) ProtobufBody.read(body).orThrow();

      assertThat(Json.text(object, "metadata.name")).as(kind.toString()).isIn("text", "");
      assertThat(FieldValidation.check(strict, about(catalogue.of(kind)), object).refusal())
          .as(kind.toString()).isEmpty();
    }
  }

  @Test
  void a_filled_pod_keeps_what_json_would_have_said() {
    byte[] body = envelope(Kinds.POD,
        filled(descriptors.descriptor("core.v1.Pod"), Set.of()).toByteArray());
    var pod = ProtobufBody.read(body).orThrow();

    assertThat(Json.text(pod, "metadata.creationTimestamp")).isEqualTo("1970-01-01T00:00:07Z");
    var container = Json.at(pod, "spec.containers").get(0);
    assertThat(Json.text(container, "resources.limits.key")).isEqualTo("1");
    assertThat(container.at("/livenessProbe/httpGet/port").asString("")).isEqualTo("text");
    assertThat(Json.at(pod, "spec.volumes").get(0).has("emptyDir")).isTrue();
    assertThat(Json.at(pod, "spec.ephemeralContainers").get(0).path("image").asString(""))
        .isEqualTo("text");
  }

  @Test
  void broken_bytes_are_refused_and_nothing_worse() {
    byte[] body = envelope(Kinds.POD,
        filled(descriptors.descriptor("core.v1.Pod"), Set.of()).toByteArray());
    Random random = new Random(7);
    for (int round = 0; round < MUTATIONS; round++) {
      byte[] broken = java.util.Arrays.copyOf(body, random.nextInt(4, body.length));
      for (int flips = random.nextInt(4); flips > 0; flips--) {
        broken[random.nextInt(broken.length)] = (byte) random.nextInt();
      }
      ProtobufBody.read(broken).refusal()
          .ifPresent(refusal -> assertThat(refusal.code()).isEqualTo(400));
    }
  }

  @Test
  void messages_within_messages_without_end_are_refused() {
    byte[] nested = new byte[0];
    for (int depth = 0; depth < 2_000; depth++) {
      ByteArrayOutputStream outer = new ByteArrayOutputStream();
      outer.write(0x1a);
      int length = nested.length;
      while (length > 0x7f) {
        outer.write((length & 0x7f) | 0x80);
        length >>>= 7;
      }
      outer.write(length);
      outer.writeBytes(nested);
      nested = outer.toByteArray();
    }
    byte[] body = envelope(Kinds.of("apiextensions.k8s.io/v1", "CustomResourceDefinition")
        .orElseThrow(), nested);

    assertThat(ProtobufBody.read(body).refusal().map(refusal -> refusal.code()).orElse(400))
        .isEqualTo(400);
  }

  @Test
  void what_is_no_protobuf_is_told_so() {
    assertThat(ProtobufBody.read("{}".getBytes(StandardCharsets.UTF_8)).refusal().orElseThrow()
        .message()).isEqualTo("provided data does not appear to be a protobuf message, expected"
            + " prefix [107 56 115 0]");
  }

  private static byte[] envelope(Kind<?> kind, byte[] object) {
    byte[] unknown = Runtime.Unknown.newBuilder()
        .setTypeMeta(Runtime.TypeMeta.newBuilder().setApiVersion(kind.apiVersion())
            .setKind(kind.name()))
        .setRaw(ByteString.copyFrom(object)).build().toByteArray();
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    body.writeBytes(new byte[]{'k', '8', 's', 0});
    body.writeBytes(unknown);
    return body.toByteArray();
  }

  /// @param around the types that the message lies in; none of them is begun once more
  private static Message filled(Descriptor type, Set<String> around) {
    DynamicMessage.Builder message = DynamicMessage.newBuilder(type);
    Set<String> within = new HashSet<>(around);
    within.add(type.getFullName());
    for (FieldDescriptor field : type.getFields()) {
      FieldDescriptor inner = field.isMapField()
          ? field.getMessageType().findFieldByName("value")
          : field;
      boolean isMessage = inner.getJavaType() == FieldDescriptor.JavaType.MESSAGE;
      if (isMessage && (within.contains(inner.getMessageType().getFullName())
          || inner.getMessageType().getName().startsWith("JSONSchemaPropsOr"))) {
        continue;
      }
      Object value = field.isMapField()
          ? entry(field.getMessageType(), within)
          : value(type, field, within);
      if (field.isRepeated()) message.addRepeatedField(field, value);
      else
        message.setField(field, value);
    }
    return message.build();
  }

  private static Message entry(Descriptor type, Set<String> around) {
    return DynamicMessage.newBuilder(type)
        .setField(type.findFieldByName("key"), "key")
        .setField(type.findFieldByName("value"),
            value(type, type.findFieldByName("value"), around))
        .build();
  }

  private static Object value(Descriptor type, FieldDescriptor field,
      Set<String> around) {
    return switch (field.getJavaType()) {
      case STRING -> type.getName().equals("Quantity") ? "1" : "text";
      case BOOLEAN -> true;
      case INT -> 7;
      case LONG -> 7L;
      case DOUBLE -> 0.5;
      case FLOAT -> 0.5f;
      case BYTE_STRING -> ByteString.copyFromUtf8("{}");
      case MESSAGE -> filled(field.getMessageType(), around);
      case ENUM -> throw new IllegalStateException("not met before: " + field);
    };
  }

  private static RequestInfo about(ServedKind served) {
    return new RequestInfo("create", served, "", "", "",
        new RequestContext(UserInfo.ANONYMOUS));
  }
}
