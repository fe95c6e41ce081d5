package kube.tools.kubectl.describe;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;
import javax.naming.ldap.Rdn;
import javax.security.auth.x500.X500Principal;

import kube.foundation.api.Json;
import kube.tools.kubectl.CommandFailure;
import kube.tools.kubectl.resource.Target;

import tools.jackson.databind.JsonNode;

/// A request for a certificate, with the name it asks for.
///
/// **Leaves out** the request's alternative names.
final class CertificateText {

  private static final int SEQUENCE = 0x30;
  private static final int INTEGER = 0x02;

  private CertificateText() {}

  static void write(Sheet sheet, Target target) {
    JsonNode request = target.manifest();
    List<Rdn> subject = subject(Json.text(request, "spec.request"));
    sheet.field("Name", target.name()).labels(0, request).annotations(0, request);
    sheet.line("CreationTimestamp:\t" + Sheet.time(request, "metadata.creationTimestamp"));
    sheet.line("Requesting User:\t" + Json.text(request, "spec.username"));
    String signer = Json.text(request, "spec.signerName");
    if (!signer.isEmpty()) sheet.line("Signer:\t" + signer);
    if (Json.at(request, "spec").has("expirationSeconds")) {
      sheet.line("Requested Duration:\t" + Ages.of(java.time.Duration.ofSeconds(
          Json.number(request, "spec.expirationSeconds", 0))));
    }
    sheet.line("Status:\t" + status(request));
    sheet.line("Subject:");
    sheet.line("         Common Name:\t" + String.join(" ", values(subject, "CN")));
    sheet.line("         Serial Number:\t"
        + String.join(" ", values(subject, "2.5.4.5")));
    part(sheet, subject, "Organization", "O");
    part(sheet, subject, "Organizational Unit", "OU");
    part(sheet, subject, "Country", "C");
    part(sheet, subject, "Locality", "L");
    part(sheet, subject, "Province", "ST");
  }

  private static void part(Sheet sheet, List<Rdn> subject, String name, String type) {
    List<String> values = values(subject, type);
    String start = "         " + name + ":";
    for (String value : values) {
      sheet.line(start + "\t" + value);
      start = "                 ";
    }
  }

  private static List<String> values(List<Rdn> subject, String type) {
    List<String> values = new ArrayList<>();
    for (Rdn part : subject) {
      if (part.getType().equals(type)) values.add(String.valueOf(part.getValue()));
    }
    return values;
  }

  private static String status(JsonNode request) {
    List<String> types = new ArrayList<>(Json.list(request, "status.conditions",
        one -> Json.text(one, "type")));
    String said = types.contains("Approved") || types.contains("Denied")
        ? types.contains("Denied") ? "Denied" : "Approved"
        : "Pending";
    if (types.contains("Failed")) said += ",Failed";
    return Json.text(request, "status.certificate").isEmpty() ? said : said + ",Issued";
  }

  private static List<Rdn> subject(String request) {
    try {
      String pem = new String(Base64.getDecoder().decode(request), StandardCharsets.UTF_8);
      String body = pem.replaceAll("-----[A-Z ]+-----", "").replaceAll("\\s", "");
      ByteBuffer whole = inside(ByteBuffer.wrap(Base64.getDecoder().decode(body)), SEQUENCE);
      ByteBuffer asked = inside(whole, SEQUENCE);
      inside(asked, INTEGER);
      int start = asked.position();
      ByteBuffer name = inside(asked.duplicate(), SEQUENCE);
      byte[] bytes = new byte[name.limit() - start];
      asked.duplicate().position(start).get(bytes, 0, bytes.length);
      return new LdapName(new X500Principal(bytes).getName()).getRdns();
    } catch (IllegalArgumentException | InvalidNameException
        | java.nio.BufferUnderflowException malformed) {
      throw CommandFailure.of("Error parsing CSR: " + Optional.ofNullable(malformed.getMessage())
          .orElse("asn1: syntax error: data truncated"));
    }
  }

  /// What is in the next value; the buffer moves on behind it.
  private static ByteBuffer inside(ByteBuffer der, int tag) {
    if ((der.get() & 0xff) != tag) {
      throw new IllegalArgumentException("asn1: structure error: tags don't match");
    }
    int length = der.get() & 0xff;
    if (length > 0x80) {
      int count = length - 0x80;
      length = 0;
      for (int at = 0; at < count; at++) length = (length << 8) | (der.get() & 0xff);
    }
    if (length < 0 || length > der.remaining()) {
      throw new IllegalArgumentException("asn1: syntax error: data truncated");
    }
    ByteBuffer inner = der.duplicate().limit(der.position() + length);
    der.position(der.position() + length);
    return inner;
  }
}
